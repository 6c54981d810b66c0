//! Where a person's own data stands: by table, its columns and the query that finds them.

/// What a column holds.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Text,
    Number,
    Truth,
    Time,
}

pub(super) type Column = (&'static str, Kind);

/// A sort of rows: its name, its columns, and the query that finds a person's by the account's id.
pub(super) struct Source {
    pub(super) name: &'static str,
    pub(super) columns: &'static [Column],
    /// What follows the columns.
    pub(super) from: &'static str,
}

use Kind::{Number, Text, Time, Truth};

/// Every sort of rows that a person's own data is made of.
pub(super) const SOURCES: &[Source] = &[
    Source {
        name: "account",
        columns: &[
            ("display_name", Text),
            ("kana", Text),
            ("email", Text),
            ("phone", Text),
            ("role", Text),
            ("created_at", Time),
            ("email_confirmed_at", Time),
        ],
        from: "FROM account WHERE id = $1",
    },
    Source {
        name: "protected",
        columns: &[("display_name", Text), ("kana", Text), ("phone", Text), ("since", Time)],
        from: "FROM protected_person WHERE account_id = $1",
    },
    Source {
        name: "notes_of_the_staff",
        columns: &[("at", Time), ("text", Text)],
        from: "FROM staff_note WHERE account_id = $1 ORDER BY at",
    },
    Source {
        name: "plan",
        columns: &[("p.name_ja", Text), ("p.name_en", Text), ("a.since", Time)],
        from: "FROM account_plan a JOIN plan p ON p.id = a.plan_id WHERE a.account_id = $1",
    },
    Source {
        name: "sessions",
        columns: &[("user_agent", Text), ("created_at", Time), ("seen_at", Time), ("expires_at", Time)],
        from: "FROM session WHERE account_id = $1 ORDER BY created_at",
    },
    Source {
        name: "mail_links",
        columns: &[("purpose", Text), ("created_at", Time), ("expires_at", Time), ("used_at", Time)],
        from: "FROM mail_token WHERE account_id = $1 ORDER BY created_at",
    },
    Source {
        name: "api_tokens",
        columns: &[("label", Text), ("created_at", Time), ("revoked_at", Time)],
        from: "FROM api_token WHERE account_id = $1 ORDER BY created_at",
    },
    Source {
        name: "authenticator_app",
        columns: &[("created_at", Time), ("confirmed_at", Time)],
        from: "FROM totp WHERE account_id = $1",
    },
    Source {
        name: "recovery_codes",
        columns: &[("created_at", Time), ("used_at", Time)],
        from: "FROM recovery_code WHERE account_id = $1 ORDER BY created_at, used_at",
    },
    Source {
        name: "passkeys",
        columns: &[("name", Text), ("created_at", Time), ("used_at", Time)],
        from: "FROM passkey WHERE account_id = $1 ORDER BY created_at",
    },
    Source {
        name: "certifications",
        columns: &[("t.name_ja AS machine", Text), ("c.certified_at", Time), ("c.lapses_at", Time)],
        from: "FROM certification c JOIN equipment_type t ON t.id = c.equipment_type_id WHERE c.account_id = $1 \
               ORDER BY c.certified_at",
    },
    Source {
        name: "bookings",
        columns: &[
            ("t.name_ja AS machine", Text),
            ("b.start_at", Time),
            ("b.end_at", Time),
            ("b.purpose", Text),
            ("b.fee_yen", Number),
            ("b.children", Text),
            ("b.note", Text),
            ("b.guest", Text),
            ("b.created_at", Time),
            ("c.at AS cancelled_at", Time),
            ("c.reason AS cancel_reason", Text),
            ("c.note AS cancel_note", Text),
            ("i.at AS checked_in_at", Time),
            ("o.at AS checked_out_at", Time),
            ("n.kind AS counted_against", Text),
        ],
        from: "FROM booking b JOIN unit u ON u.id = b.unit_id JOIN equipment_type t ON t.id = u.equipment_type_id \
               LEFT JOIN booking_cancellation c ON c.booking_id = b.id LEFT JOIN check_in i ON i.booking_id = b.id \
               LEFT JOIN check_out o ON o.booking_id = b.id LEFT JOIN no_show n ON n.booking_id = b.id \
               WHERE b.account_id = $1 ORDER BY b.start_at",
    },
    Source {
        name: "booking_moves",
        columns: &[("m.at", Time), ("m.from_start_at", Time), ("m.from_end_at", Time), ("b.start_at", Time)],
        from: "FROM booking_move m JOIN booking b ON b.id = m.booking_id WHERE b.account_id = $1 ORDER BY m.at",
    },
    Source {
        name: "waitlist",
        columns: &[
            ("t.name_ja AS machine", Text),
            ("e.start_at", Time),
            ("e.end_at", Time),
            ("e.purpose", Text),
            ("e.children", Text),
            ("e.created_at", Time),
            ("x.outcome", Text),
        ],
        from: "FROM waitlist_entry e JOIN equipment_type t ON t.id = e.equipment_type_id \
               LEFT JOIN waitlist_end x ON x.entry_id = e.id WHERE e.account_id = $1 ORDER BY e.created_at",
    },
    Source {
        name: "orders",
        columns: &[
            ("o.number", Number),
            ("o.name", Text),
            ("o.email", Text),
            ("o.phone", Text),
            ("CAST(o.address AS TEXT) AS address", Text),
            ("o.message", Text),
            ("o.delivery", Text),
            ("o.state", Text),
            ("l.title", Text),
            ("l.maker_name", Text),
            ("l.quantity", Number),
            ("l.unit_price_yen", Number),
            ("o.created_at", Time),
            ("o.hold_until", Time),
            ("e.outcome", Text),
            ("e.at AS ended_at", Time),
        ],
        from: "FROM shop_order o JOIN order_line l ON l.order_id = o.id \
               LEFT JOIN order_end e ON e.order_id = o.id WHERE o.account_id = $1 \
               ORDER BY o.number, l.position",
    },
    Source {
        name: "favourites",
        columns: &[("p.number", Number), ("p.title", Text), ("f.at", Time)],
        from: "FROM favourite f JOIN product p ON p.id = f.product_id WHERE f.account_id = $1 ORDER BY f.at",
    },
    Source {
        name: "questions",
        columns: &[
            ("p.number", Number),
            ("q.name", Text),
            ("q.email", Text),
            ("q.text", Text),
            ("q.asked_at", Time),
            ("q.answer", Text),
            ("q.ended_at", Time),
        ],
        from: "FROM question q JOIN product p ON p.id = q.product_id WHERE q.account_id = $1 ORDER BY q.asked_at",
    },
    Source {
        name: "questions_to_me",
        columns: &[
            ("p.number", Number),
            ("q.text", Text),
            ("q.asked_at", Time),
            ("q.answer", Text),
            ("q.ended_at", Time),
        ],
        from: "FROM question q JOIN product p ON p.id = q.product_id JOIN maker m ON m.id = p.maker_id \
               WHERE m.account_id = $1 AND q.state <> 'removed' ORDER BY q.asked_at",
    },
    Source {
        name: "reviews_written",
        columns: &[
            ("l.product_number", Number),
            ("CAST(r.stars AS BIGINT) AS stars", Number),
            ("r.text", Text),
            ("r.name", Text),
            ("r.at", Time),
            ("r.answer", Text),
            ("r.taken_down_at", Time),
        ],
        from: "FROM buyer_review r JOIN order_line l ON l.id = r.order_line_id JOIN shop_order o ON o.id = l.order_id \
               WHERE o.account_id = $1 ORDER BY r.at",
    },
    Source {
        name: "reviews_of_my_pieces",
        columns: &[
            ("p.number", Number),
            ("CAST(r.stars AS BIGINT) AS stars", Number),
            ("r.text", Text),
            ("r.at", Time),
            ("r.answer", Text),
        ],
        from: "FROM buyer_review r JOIN product p ON p.id = r.product_id JOIN maker m ON m.id = p.maker_id \
               WHERE m.account_id = $1 AND r.taken_down_at IS NULL ORDER BY r.at",
    },
    Source {
        name: "participations",
        columns: &[("kind", Text), ("at", Time)],
        from: "FROM participation WHERE account_id = $1 ORDER BY at",
    },
    Source {
        name: "maker",
        columns: &[("slug", Text), ("trade_name", Text), ("story", Text), ("story_en", Text), ("created_at", Time)],
        from: "FROM maker WHERE account_id = $1",
    },
    Source {
        name: "products",
        columns: &[
            ("p.number", Number),
            ("p.title", Text),
            ("p.title_en", Text),
            ("p.description", Text),
            ("p.description_en", Text),
            ("CAST(p.details AS text) AS details", Text),
            ("p.price_yen", Number),
            ("p.one_of_a_kind", Truth),
            ("p.made_to_order", Truth),
            ("p.lead_days", Number),
            ("p.parcel_thickness_mm", Number),
            ("p.parcel_weight_g", Number),
            ("p.parcel_fits_a4", Truth),
            ("p.gift_wrap_yen", Number),
            ("p.tax_class", Text),
            ("p.status", Text),
            ("s.on_hand", Number),
            ("p.created_at", Time),
            ("p.published_at", Time),
        ],
        from: "FROM product p JOIN maker m ON m.id = p.maker_id LEFT JOIN stock s ON s.product_id = p.id \
               WHERE m.account_id = $1 ORDER BY p.number",
    },
    Source {
        name: "product_changes",
        columns: &[
            ("p.number", Number),
            ("c.title", Text),
            ("c.description", Text),
            ("CAST(c.details AS text) AS details", Text),
            ("c.status", Text),
            ("c.updated_at", Time),
        ],
        from: "FROM product_change c JOIN product p ON p.id = c.product_id JOIN maker m ON m.id = p.maker_id \
               WHERE m.account_id = $1 ORDER BY p.number",
    },
    Source {
        name: "product_tags",
        columns: &[("p.number", Number), ("t.name_ja", Text), ("t.name_en", Text)],
        from: "FROM product_tag g JOIN tag t ON t.id = g.tag_id JOIN product p ON p.id = g.product_id \
               JOIN maker m ON m.id = p.maker_id WHERE m.account_id = $1 ORDER BY p.number, t.position",
    },
    Source {
        name: "product_options",
        columns: &[
            ("p.number", Number),
            ("o.name", Text),
            ("o.kind", Text),
            ("o.required", Truth),
            ("c.label", Text),
            ("COALESCE(c.extra_yen, o.extra_yen) AS extra_yen", Number),
        ],
        from: "FROM product_option o LEFT JOIN product_option_choice c ON c.option_id = o.id \
               JOIN product p ON p.id = o.product_id JOIN maker m ON m.id = p.maker_id \
               WHERE m.account_id = $1 ORDER BY p.number, o.position, c.position",
    },
    Source {
        name: "product_safety",
        columns: &[("p.number", Number), ("y.item", Text), ("y.ticked_at", Time)],
        from: "FROM product_safety y JOIN product p ON p.id = y.product_id JOIN maker m ON m.id = p.maker_id \
               WHERE m.account_id = $1 ORDER BY p.number, y.item",
    },
    Source {
        name: "stock_movements",
        columns: &[
            ("p.number", Number),
            ("v.kind", Text),
            ("v.pieces", Number),
            ("v.on_hand", Number),
            ("v.note", Text),
            ("v.at", Time),
        ],
        from: "FROM stock_movement v JOIN product p ON p.id = v.product_id JOIN maker m ON m.id = p.maker_id \
               WHERE m.account_id = $1 ORDER BY p.number, v.sequence",
    },
    Source {
        name: "product_photos",
        columns: &[("p.number", Number), ("CAST(h.position + 1 AS bigint) AS place", Number), ("h.caption", Text)],
        from: "FROM photo h JOIN product p ON p.id = h.product_id JOIN maker m ON m.id = p.maker_id \
               WHERE m.account_id = $1 ORDER BY p.number, h.position",
    },
    Source {
        name: "reviews",
        columns: &[("p.number", Number), ("r.decision", Text), ("r.note", Text), ("r.at", Time)],
        from: "FROM product_review r JOIN product p ON p.id = r.product_id JOIN maker m ON m.id = p.maker_id \
               WHERE m.account_id = $1 ORDER BY r.at",
    },
    Source {
        name: "sold",
        columns: &[
            ("l.title", Text),
            ("l.maker_name", Text),
            ("l.quantity", Number),
            ("l.unit_price_yen", Number),
            ("s.at", Time),
        ],
        from: "FROM sale_line l JOIN sale s ON s.id = l.sale_id JOIN maker m ON m.id = l.maker_id \
               WHERE m.account_id = $1 ORDER BY s.at",
    },
    Source {
        name: "log",
        columns: &[("at", Time), ("action", Text), ("subject", Text)],
        from: "FROM audit_entry WHERE account_id = $1 ORDER BY at",
    },
];
