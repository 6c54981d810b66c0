//! Children who come along, and the kids' corner.

use super::*;

#[test]
fn children_come_along_by_the_machines_rule() {
    let asked = slot(600, 60);
    let granted = |facts: &ReserveFacts, ages: &[u8]| reserve(facts, &with_children(asked, ages), now());
    let corner = facts(1);
    assert_eq!(granted(&corner, &[3, 6, 7, 12]).unwrap().kids_places, 2, "from seven on they watch");
    assert_eq!(granted(&corner, &[3, 4, 5]).unwrap_err().rule, ReserveError::KidsCornerFull { left: 2 });
    let mut half = facts(1);
    half.kids.taken.insert(Cell::of(asked.start() + TimeDelta::minutes(45)), 1);
    assert_eq!(granted(&half, &[3, 4]).unwrap_err().rule, ReserveError::KidsCornerFull { left: 1 });
    assert!(granted(&half, &[3]).is_ok());
    let mut never = facts(1);
    never.rules.child = ChildRule::NotAllowed { under: 10 };
    assert_eq!(granted(&never, &[9]).unwrap_err().code(), "child_too_young");
    assert_eq!(granted(&never, &[10]).unwrap().kids_places, 0);
    assert_eq!(granted(&corner, &[16]).unwrap_err().code(), "children_unclear");
    let by_staff = ReserveCommand { override_soft: true, ..with_children(asked, &[9]) };
    assert!(reserve(&never, &by_staff, now()).is_err(), "safety is never set aside");
}

#[test]
fn the_corner_counts_every_child() {
    let asked = slot(600, 60);
    let mut corner = facts(1);
    corner.rules.child = ChildRule::Corner;
    let granted = |ages: &[u8]| reserve(&corner, &with_children(asked, ages), now());
    assert_eq!(granted(&[8, 12]).unwrap().kids_places, 2, "of whatever age");
    assert_eq!(granted(&[3, 5, 6]).unwrap_err().rule, ReserveError::KidsCornerFull { left: 2 });
    assert_eq!(granted(&[]).unwrap_err().rule, ReserveError::ChildrenMissing);
}

proptest! {
    /// Whichever way children come, by a machine or by the corner itself, there are never more than its places.
    #[test]
    fn the_corner_never_overflows(
        families in proptest::collection::vec((any::<bool>(), proptest::collection::vec(0u8..16, 0..7), 0i64..8), 1..20)
    ) {
        let mut taken: HashMap<Cell, i64> = HashMap::new();
        for (to_the_corner, ages, quarter) in families {
            let mut facts = facts(20);
            facts.rules.child = if to_the_corner { ChildRule::Corner } else { ChildRule::KidsCorner { under: 7 } };
            facts.kids = KidsCorner { places: 4, taken: taken.clone() };
            let asked = slot(600 + quarter * 15, 60);
            if let Ok(granted) = reserve(&facts, &with_children(asked, &ages), now()) {
                let come = if to_the_corner { ages.len() } else { ages.iter().filter(|age| **age < 7).count() };
                prop_assert_eq!(granted.kids_places, come as i64);
                asked.cells().for_each(|cell| *taken.entry(cell).or_default() += granted.kids_places);
            }
        }
        prop_assert!(taken.values().all(|taken| *taken <= 4), "{:?}", taken);
    }
}
