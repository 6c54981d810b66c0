//! The order in which things stand in lists: one up or one down.

use domain::booking::Direction;

/// The new positions of those that change places when `id` goes one up or down; none at the ends. Positions may have
/// gaps or be shared: they are counted anew.
pub(crate) fn reordered<Id: Copy + PartialEq>(rows: &[(Id, i32)], id: Id, shift: Direction) -> Vec<(Id, i32)> {
    let mut ids: Vec<Id> = rows.iter().map(|(id, _)| *id).collect();
    let Some(at) = ids.iter().position(|other| *other == id) else { return Vec::new() };
    let other = match shift {
        Direction::Up if at > 0 => at - 1,
        Direction::Down if at + 1 < ids.len() => at + 1,
        _ => return Vec::new(),
    };
    ids.swap(at, other);
    let was = |id: Id| rows.iter().find(|(row, _)| *row == id).map(|(_, position)| *position);
    (0..).zip(ids).map(|(position, id)| (id, position)).filter(|(id, new)| was(*id) != Some(*new)).collect()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn neighbours_change_places() {
        let id = |n| Uuid::from_u128(n);
        let rows = [(id(1), 0), (id(2), 0), (id(3), 7)];
        assert_eq!(reordered(&rows, id(3), Direction::Up), [(id(3), 1), (id(2), 2)]);
        assert_eq!(reordered(&rows, id(1), Direction::Up), []);
        assert_eq!(reordered(&rows, id(3), Direction::Down), []);
        assert_eq!(reordered(&rows, id(9), Direction::Down), []);
    }
}
