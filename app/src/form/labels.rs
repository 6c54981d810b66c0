//! What fields are called, for messages that stand apart from them: a summary above a form says which field is empty.

/// The words beside the field of that name; `None` where a message needs none.
pub(super) fn label(field: &str) -> Option<&'static str> {
    Some(match field {
        "display_name" | "name" => tr!(members.name),
        "email" => tr!(members.email),
        "trade_name" => tr!(members.maker_name),
        "story" => tr!(members.maker_story),
        "label" => tr!(members.token_label),
        "phone" => tr!(orders.phone),
        "quantity" => tr!(orders.quantity),
        "postal_code" => tr!(orders.postal_code),
        "prefecture" => tr!(orders.prefecture),
        "city" => tr!(orders.city),
        "street" => tr!(orders.street),
        "message" => tr!(orders.message),
        "answer" => tr!(questions.answer),
        "text" => tr!(questions.text),
        "tracking" => tr!(orders.tracking),
        "reason" => tr!(orders.refund_reason),
        "guest" => tr!(board.guest_name),
        "date" => tr!(booking.date),
        "slug" => tr!(rules.slug),
        "first" => tr!(rules.closure_first),
        "last" => tr!(rules.closure_last),
        _ => return None,
    })
}
