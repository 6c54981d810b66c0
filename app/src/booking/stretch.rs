//! Stretches of a day as large blocks: free time is one block, however many of the units are free in it.

use chrono::{DateTime, Utc};
use domain::booking::{Block, BlockKind};

/// Blocks of one kind put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    pub start: DateTime<Utc>,
    pub end: DateTime<Utc>,
    /// Of a free one: with the most units that are free at once.
    pub kind: BlockKind,
    units_min: usize,
}

impl Stretch {
    fn of(block: &Block) -> Stretch {
        let units_min = if let BlockKind::Free { units_free } = block.kind { units_free } else { 0 };
        Stretch { start: block.start, end: block.end, kind: block.kind, units_min }
    }

    pub fn is_free(&self) -> bool {
        matches!(self.kind, BlockKind::Free { .. })
    }

    pub fn holds(&self, at: DateTime<Utc>) -> bool {
        self.start <= at && at < self.end
    }

    /// `・2台あき`, `・1〜3台あき`; nothing for what is not free.
    pub fn units_free(&self) -> String {
        match self.kind {
            BlockKind::Free { units_free } if units_free == self.units_min => {
                tr!(booking.units_free, n = units_free).to_string()
            }
            BlockKind::Free { units_free } => {
                tr!(booking.units_free_range, min = self.units_min, max = units_free).to_string()
            }
            _ => String::new(),
        }
    }

    /// Whether the block continues it; takes it in if so.
    fn take_in(&mut self, block: &Block) -> bool {
        match (&mut self.kind, block.kind) {
            (BlockKind::Free { units_free }, BlockKind::Free { units_free: more }) => {
                self.units_min = self.units_min.min(more);
                *units_free = (*units_free).max(more);
            }
            (own, other) if *own == other => {}
            _ => return false,
        }
        self.end = block.end;
        true
    }
}

/// The blocks of a day, put together.
pub fn stretches(blocks: &[Block]) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    for block in blocks {
        if !found.last_mut().is_some_and(|last| last.take_in(block)) {
            found.push(Stretch::of(block));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    #[test]
    fn free_time_is_one_block() {
        let at = |quarter: i32| DateTime::<Utc>::UNIX_EPOCH + TimeDelta::minutes(i64::from(quarter) * 15);
        let free = |units_free| BlockKind::Free { units_free };
        let kinds = [BlockKind::Past, free(3), free(1), free(2), BlockKind::Taken, free(2)];
        let blocks: Vec<Block> =
            kinds.into_iter().zip(0..).map(|(kind, n)| Block { start: at(n), end: at(n + 1), kind }).collect();
        let found = stretches(&blocks);
        let spans: Vec<_> = found.iter().map(|each| (each.start, each.end, each.kind, each.units_min)).collect();
        assert_eq!(
            spans,
            [
                (at(0), at(1), BlockKind::Past, 0),
                (at(1), at(4), free(3), 1),
                (at(4), at(5), BlockKind::Taken, 0),
                (at(5), at(6), free(2), 2),
            ]
        );
        assert!(found[1].holds(at(3)) && !found[1].holds(at(4)));
    }
}
