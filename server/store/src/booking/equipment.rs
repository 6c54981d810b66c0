//! The machines: what they are, and when each is next free.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use domain::{
    BilingualText,
    booking::{UnitCells, free_starts},
    calendar,
    equipment::{
        DayHours, DaySpan, EquipmentCard, EquipmentFilter, EquipmentList, EquipmentOnDay, EquipmentSummary,
        FreeEquipment, OpenHours, SCHOOL_HOURS, TypeRules, Use,
    },
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{
    day::{days_of, strip_of},
    units::{UnitTaken, read_units},
};
use crate::{Cx, Error, Result, Store, entity::equipment_type, equipment::Calendar};

/// Days to choose from at once.
const STRIP_DAYS: usize = 7;
/// How many days ahead the next free time is sought.
const NEXT_FREE_DAYS: u64 = 14;

impl From<equipment_type::Model> for EquipmentSummary {
    fn from(row: equipment_type::Model) -> EquipmentSummary {
        EquipmentSummary {
            rules: TypeRules::from(&row),
            uses: Use::parse_list(&row.uses),
            photo: row.photo_id,
            id: row.id,
            slug: row.slug,
            name: BilingualText::new(row.name_ja, row.name_en),
            summary: BilingualText::new(row.summary_ja, row.summary_en),
            limits: BilingualText::new(row.limits_ja, row.limits_en),
            bring: BilingualText::new(row.bring_ja, row.bring_en),
            child_rule: BilingualText::new(row.child_rule_ja, row.child_rule_en),
        }
    }
}

impl Store {
    /// The kinds of machines in the operator's order that pass the filter, each with its next free time. Three
    /// statements; a fourth when a machine is full on the next two open days.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn equipment_list(&self, cx: &Cx, filter: EquipmentFilter) -> Result<EquipmentList> {
        Ok(self.equipment_and_days(cx, filter).await?.0)
    }

    /// As [`Store::equipment_list`], with the hours of the days ahead, today's first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn equipment_and_days(&self, cx: &Cx, filter: EquipmentFilter) -> Result<(EquipmentList, Vec<DayHours>)> {
        let conn = self.db().read();
        let today = calendar::day_of(cx.now);
        let types = equipment_type::Entity::find()
            .filter(equipment_type::Column::RetiredAt.is_null())
            .order_by_asc(equipment_type::Column::Position)
            .all(conn)
            .await?;
        let all_days = days_ahead(conn, today).await?;
        let days: Vec<DayHours> = if filter.school_hours { school_days(&all_days) } else { all_days.clone() };
        let mut cards: Vec<EquipmentCard> = types.into_iter().map(card).collect();
        cards.retain(|card| filter.keeps(&card.equipment));

        let is_open = |day: &&DayHours| matches!(day.open, OpenHours::Open { .. });
        let near = days.iter().filter(is_open).nth(1).map_or(today, |day| day.day);
        find_next_free(conn, cx.now, &days, (today, near), &mut cards).await?;
        let last = today + Days::new(NEXT_FREE_DAYS);
        if near < last && cards.iter().any(|card| card.next_free.is_none() && !card.units.is_empty()) {
            find_next_free(conn, cx.now, &days, (near + Days::new(1), last), &mut cards).await?;
        }
        let today = all_days.first().cloned().ok_or_else(|| Error::internal("no days ahead"))?;
        let week = all_days.iter().take(STRIP_DAYS).cloned().collect();
        Ok((EquipmentList { today, week, cards }, all_days))
    }
}

impl Store {
    /// What is free on a day, in a part of it, among the kinds that pass the filter; the list has today, the days beside
    /// that day, and no cards. Four statements.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for a day more than a year away.
    pub async fn equipment_on(
        &self,
        cx: &Cx,
        day: NaiveDate,
        span: DaySpan,
        filter: EquipmentFilter,
    ) -> Result<(EquipmentOnDay, EquipmentList)> {
        let conn = self.db().read();
        let today = calendar::day_of(cx.now);
        let (first, last) = strip_of(day, today)?;
        let calendar = Calendar::read(conn, first.min(today), last.max(today)).await?;
        let week: Vec<DayHours> = days_of(first, last).into_iter().map(|day| calendar.on(day)).collect();
        let hours = calendar.on(day);
        let types = equipment_type::Entity::find()
            .filter(equipment_type::Column::RetiredAt.is_null())
            .order_by_asc(equipment_type::Column::Position)
            .all(conn)
            .await?;
        let units = read_units(conn, None, &[day], cx.now, &[]).await?;
        let horizon_days = self.plan_for(cx).await?.rules.horizon_days;
        let is_open = (day - today).num_days() <= horizon_days;
        let (mut free, mut taken) = (Vec::new(), Vec::new());
        for equipment in types.into_iter().map(EquipmentSummary::from).filter(|each| filter.keeps(each)) {
            let mut cells: Vec<UnitCells> =
                units.iter().filter(|unit| unit.equipment == equipment.id).map(UnitTaken::cells).collect();
            hours.mark_breaks(&mut cells);
            let earliest =
                (cx.now + TimeDelta::minutes(equipment.rules.notice_minutes)).max(calendar::at_minute(day, span.from));
            let starts: Vec<_> = free_starts(day, hours.open, &equipment.rules, &cells, earliest)
                .take_while(|start| is_open && *start < calendar::at_minute(day, span.to))
                .collect();
            if starts.is_empty() { taken.push(equipment) } else { free.push(FreeEquipment { equipment, starts }) }
        }
        let list = EquipmentList { today: calendar.on(today), week, cards: Vec::new() };
        Ok((EquipmentOnDay { hours, span, free, taken, horizon_days }, list))
    }
}

/// The days' hours cut to [`SCHOOL_HOURS`]; Saturdays and Sundays are left without any.
fn school_days(days: &[DayHours]) -> Vec<DayHours> {
    use chrono::{Datelike, Weekday};
    let cut = |day: &DayHours| {
        let weekend = matches!(day.day.weekday(), Weekday::Sat | Weekday::Sun);
        let open = match day.open {
            OpenHours::Open { open_minute, close_minute } if !weekend => {
                let (open_minute, close_minute) = (open_minute.max(SCHOOL_HOURS.0), close_minute.min(SCHOOL_HOURS.1));
                if open_minute < close_minute {
                    OpenHours::Open { open_minute, close_minute }
                } else {
                    OpenHours::Closed
                }
            }
            _ => OpenHours::Closed,
        };
        DayHours { open, ..day.clone() }
    };
    days.iter().map(cut).collect()
}

fn card(row: equipment_type::Model) -> EquipmentCard {
    EquipmentCard { equipment: row.into(), units: Vec::new(), next_free: None }
}

async fn days_ahead<C: ConnectionTrait>(conn: &C, today: NaiveDate) -> Result<Vec<DayHours>> {
    let calendar = Calendar::read(conn, today, today + Days::new(NEXT_FREE_DAYS)).await?;
    Ok(today.iter_days().take(NEXT_FREE_DAYS as usize + 1).map(|day| calendar.on(day)).collect())
}

/// Fills in the units, and the next free times that lie from `first` to `last`, in one statement over all units.
async fn find_next_free<C: ConnectionTrait>(
    conn: &C,
    now: DateTime<Utc>,
    days: &[DayHours],
    (first, last): (NaiveDate, NaiveDate),
    cards: &mut [EquipmentCard],
) -> Result<()> {
    let span: Vec<NaiveDate> = first.iter_days().take_while(|day| *day <= last).collect();
    let found = read_units(conn, None, &span, now, &[]).await?;
    for card in cards.iter_mut().filter(|card| card.next_free.is_none()) {
        let of_card = found.iter().filter(|unit| unit.equipment == card.equipment.id);
        let mut units: Vec<UnitCells> = of_card.map(UnitTaken::cells).collect();
        card.units = units.iter().map(|unit| unit.id).collect();
        let near = days.iter().filter(|day| first <= day.day && day.day <= last);
        near.clone().for_each(|day| day.mark_breaks(&mut units));
        let (rules, earliest) = (&card.equipment.rules, now + TimeDelta::minutes(card.equipment.rules.notice_minutes));
        card.next_free = near.clone().find_map(|day| free_starts(day.day, day.open, rules, &units, earliest).next());
    }
    Ok(())
}
