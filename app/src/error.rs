//! One message for every refusal: what is wrong and what to do. Nothing internal is ever shown.

use domain::{DomainError, booking::{CancelError, ReserveError, SlotError, WaitlistError}, catalog::{CHOICE_CHARS_MAX, CHOICES_MAX, OPTION_EXTRA_YEN_MAX, OPTION_NAME_CHARS_MAX, OPTION_TEXT_CHARS_MAX, StockError}, form::FieldError, kpi::KpiError, members::AccountError, orders::OrderError, questions::QuestionError, register::RegisterError, reviews::ReviewError, shop::{OptionProblem, ProductError, SafetyCheck}};

use crate::{format, i18n::Locale};

/// The message of a refusal in the person's language.
pub fn message(l: Locale, error: &DomainError) -> String {
    match error {
        DomainError::Account(e) => account(l, *e),
        DomainError::Slot(e) => slot(l, *e),
        DomainError::Waitlist(e) => waitlist(l, *e),
        DomainError::Reserve(e) => reserve(l, &e.rule),
        DomainError::Cancel(e) => cancel(l, *e),
        DomainError::Stock(e) => stock(l, *e),
        DomainError::Product(e) => product(l, *e),
        DomainError::Listing(all) => all.iter().map(|e| product(l, *e)).collect::<Vec<_>>().join(" "),
        DomainError::Order(e) => order(l, *e),
        DomainError::Question(e) => question(l, *e),
        DomainError::Review(e) => review(l, *e),
        DomainError::Register(e) => register(l, *e),
        DomainError::Kpi(e) => kpi(l, *e),
        DomainError::Fields(all) => all.iter().map(|(_, e)| field(l, e)).collect::<Vec<_>>().join(" "),
        DomainError::KeyReused => trl!(l, errors.key_reused).to_string(),
        DomainError::SignInRequired => trl!(l, errors.sign_in_required).to_string(),
        DomainError::Forbidden => trl!(l, errors.forbidden).to_string(),
        DomainError::NotFound => trl!(l, errors.not_found).to_string(),
        DomainError::NotOpen => trl!(l, errors.not_open).to_string(),
        DomainError::Busy => trl!(l, errors.busy).to_string(),
        DomainError::Internal => trl!(l, errors.internal).to_string(),
    }
}

pub fn account(l: Locale, error: AccountError) -> String {
    match error {
        AccountError::EmailTaken => trl!(l, errors.email_taken).to_string(),
        AccountError::WrongCredentials => trl!(l, errors.wrong_credentials).to_string(),
        AccountError::TooManyAttempts { minutes } => trl!(l, errors.too_many_attempts, minutes = minutes).to_string(),
        AccountError::LinkExpired => trl!(l, errors.link_expired).to_string(),
        AccountError::EmailNotConfirmed => trl!(l, errors.email_not_confirmed).to_string(),
        AccountError::TooManyTokens { max } => trl!(l, errors.too_many_tokens, max = max).to_string(),
        AccountError::ScopeMissing { scope } => trl!(l, errors.scope_missing, scope = scope.into_str()).to_string(),
        AccountError::Disabled => trl!(l, errors.account_disabled).to_string(),
        AccountError::LastOperator => trl!(l, errors.last_operator).to_string(),
        AccountError::MergeProtected => trl!(l, errors.merge_protected).to_string(),
        AccountError::CannotMerge => trl!(l, errors.cannot_merge).to_string(),
        AccountError::SecondFactorRequired => trl!(l, errors.second_factor_required).to_string(),
        AccountError::WrongCode => trl!(l, errors.wrong_code).to_string(),
        AccountError::PasskeyRefused => trl!(l, errors.passkey_refused).to_string(),
        AccountError::TooManyPasskeys { max } => trl!(l, errors.too_many_passkeys, max = max).to_string(),
    }
}

pub fn slot(l: Locale, error: SlotError) -> String {
    match error {
        SlotError::Unreadable => trl!(l, errors.slot_unreadable).to_string(),
        SlotError::Empty => trl!(l, errors.slot_empty).to_string(),
        SlotError::NotOnQuarterHour => trl!(l, errors.slot_quarter).to_string(),
        SlotError::LongerThanADay => trl!(l, errors.slot_day).to_string(),
        SlotError::Overlaps => trl!(l, errors.maintenance_overlaps).to_string(),
    }
}

pub fn waitlist(l: Locale, error: WaitlistError) -> String {
    match error {
        WaitlistError::FreeNow => trl!(l, errors.free_now).to_string(),
        WaitlistError::TooMany { max } => trl!(l, errors.too_many_waiting, n = max).to_string(),
    }
}

pub fn stock(l: Locale, error: StockError) -> String {
    match error {
        StockError::NotEnough { available, reserved: 0 } => trl!(l, stock.not_enough, n = available).to_string(),
        StockError::NotEnough { available, reserved } => {
            trl!(l, stock.not_enough_reserved, n = available, reserved = reserved).to_string()
        }
        StockError::TooMany { max } => trl!(l, stock.too_many, max = max).to_string(),
        StockError::OneOfAKind => trl!(l, stock.one_of_a_kind).to_string(),
        StockError::MadeToOrder => trl!(l, stock.made_to_order).to_string(),
        StockError::NotHandedIn => trl!(l, stock.not_handed_in).to_string(),
        StockError::FormUsed => trl!(l, stock.form_used).to_string(),
    }
}

/// What is to be ticked before the piece may be handed in.
fn safety(l: Locale, check: SafetyCheck) -> String {
    let what = match check {
        SafetyCheck::ChildToy => trl!(l, listing.check_child_toy),
        SafetyCheck::Cosmetics => trl!(l, listing.check_cosmetics),
        SafetyCheck::Food => trl!(l, listing.check_food),
        SafetyCheck::Electrical => trl!(l, listing.check_electrical),
        SafetyCheck::Character => trl!(l, listing.check_character),
    };
    trl!(l, listing.safety_missing, what = what.to_string()).to_string()
}

pub fn cancel(l: Locale, error: CancelError) -> String {
    match error {
        CancelError::AlreadyStarted => trl!(l, errors.booking_started).to_string(),
        CancelError::ReasonNeeded => trl!(l, errors.reason_needed).to_string(),
        CancelError::PastDeadline => trl!(l, errors.past_deadline).to_string(),
        CancelError::Cancelled => trl!(l, errors.booking_cancelled).to_string(),
        CancelError::TooEarly { minutes } => trl!(l, errors.too_early, minutes = minutes).to_string(),
        CancelError::Over => trl!(l, errors.booking_over).to_string(),
        CancelError::NotCheckedIn => trl!(l, errors.not_checked_in).to_string(),
        CancelError::CheckedIn => trl!(l, errors.checked_in).to_string(),
        CancelError::NotReleased { at } => trl!(l, errors.not_released, at = format::time(at)).to_string(),
        CancelError::UndoOver { seconds } => trl!(l, errors.undo_over, n = seconds).to_string(),
    }
}

pub fn reserve(l: Locale, error: &ReserveError) -> String {
    match error {
        ReserveError::InThePast => trl!(l, errors.in_the_past).to_string(),
        ReserveError::TooFarAhead { days } => trl!(l, errors.too_far_ahead, days = *days).to_string(),
        ReserveError::TooShortNotice { minutes } => {
            trl!(l, errors.too_short_notice, length = format::length(l, *minutes)).to_string()
        }
        ReserveError::OffStep { minutes } => trl!(l, errors.off_step, minutes = *minutes).to_string(),
        ReserveError::Suspended { until } => trl!(l, errors.suspended, until = format::instant(l, *until)).to_string(),
        ReserveError::TooMuchThatDay { minutes_max } => {
            trl!(l, errors.too_much_that_day, length = format::length(l, *minutes_max)).to_string()
        }
        ReserveError::TooMuchThatWeek { minutes_max } => {
            trl!(l, errors.too_much_that_week, length = format::length(l, *minutes_max)).to_string()
        }
        ReserveError::ChildrenUnclear { max, age_max } => {
            trl!(l, errors.children_unclear, n = *max, age = *age_max).to_string()
        }
        ReserveError::ChildrenMissing => trl!(l, errors.children_missing).to_string(),
        ReserveError::ChildTooYoung { under } => trl!(l, errors.child_too_young, age = *under).to_string(),
        ReserveError::KidsCornerFull { left } => trl!(l, errors.kids_corner_full, n = *left).to_string(),
        ReserveError::Break => trl!(l, errors.in_a_break).to_string(),
        ReserveError::Maintenance => trl!(l, errors.maintenance).to_string(),
        ReserveError::TooShort { minutes_min } => trl!(l, errors.too_short, length = format::length(l, *minutes_min)).to_string(),
        ReserveError::TooLong { minutes_max } => trl!(l, errors.too_long, length = format::length(l, *minutes_max)).to_string(),
        ReserveError::Closed => trl!(l, errors.closed).to_string(),
        ReserveError::OutsideHours { open_minute, close_minute } => {
            let (open, close) = (format::clock_minute(*open_minute), format::clock_minute(*close_minute));
            trl!(l, errors.outside_hours, open = open, close = close).to_string()
        }
        ReserveError::InductionRequired => trl!(l, errors.induction_required).to_string(),
        ReserveError::TooManyBookings { max } => trl!(l, errors.too_many_bookings, n = *max).to_string(),
        ReserveError::OwnOverlap => trl!(l, errors.own_overlap).to_string(),
        ReserveError::UnknownUnit => trl!(l, errors.unknown_unit).to_string(),
        ReserveError::Taken => trl!(l, errors.taken).to_string(),
    }
}

pub fn product(l: Locale, error: ProductError) -> String {
    match error {
        ProductError::TitleMissing => trl!(l, errors.title_missing).to_string(),
        ProductError::TitleTooLong { chars_max } => trl!(l, errors.title_too_long, n = chars_max).to_string(),
        ProductError::DescriptionTooLong { chars_max } => {
            trl!(l, errors.description_too_long, n = chars_max).to_string()
        }
        ProductError::PriceOutOfRange { yen_min, yen_max } => {
            let (min, max) = (domain::Yen(yen_min).to_string(), domain::Yen(yen_max).to_string());
            trl!(l, errors.price_out_of_range, min = min, max = max).to_string()
        }
        ProductError::TextTooLong { chars_max, .. } => trl!(l, errors.text_too_long, n = chars_max).to_string(),
        ProductError::WeightOutOfRange { grams_max } => {
            trl!(l, errors.weight_out_of_range, max = domain::Yen(grams_max).to_string()).to_string()
        }
        ProductError::TooManyTags { max } => trl!(l, errors.too_many_tags, max = max).to_string(),
        ProductError::TooManyPhotos { max } => trl!(l, errors.too_many_photos, max = max).to_string(),
        ProductError::CategoryMissing => trl!(l, errors.category_missing).to_string(),
        ProductError::LiveStockOutOfRange { max } => trl!(l, errors.live_stock_out_of_range, max = max).to_string(),
        ProductError::LeadDaysOutOfRange { max } => trl!(l, errors.lead_days_out_of_range, max = max).to_string(),
        ProductError::ParcelTooThick { mm_max } => {
            trl!(l, errors.parcel_too_thick, max = domain::Yen(mm_max).to_string()).to_string()
        }
        ProductError::ParcelTooHeavy { grams_max } => {
            trl!(l, errors.parcel_too_heavy, max = domain::Yen(grams_max).to_string()).to_string()
        }
        ProductError::ParcelIncomplete { .. } => trl!(l, errors.parcel_incomplete).to_string(),
        ProductError::GiftWrapOutOfRange { yen_max } => {
            trl!(l, errors.gift_wrap_out_of_range, max = domain::Yen(yen_max).to_string()).to_string()
        }
        ProductError::NoSuchTaxRate => trl!(l, errors.no_such_tax_rate).to_string(),
        ProductError::Option { problem, .. } => option(l, problem),
        ProductError::StockChanged { on_hand } => trl!(l, errors.stock_changed, n = on_hand).to_string(),
        ProductError::StockOutOfRange { max } => trl!(l, errors.stock_out_of_range, max = max).to_string(),
        ProductError::PiecesReserved { reserved } => trl!(l, errors.pieces_reserved, n = reserved).to_string(),
        ProductError::SafetyUnticked { check } => safety(l, check),
        ProductError::PhotoMissing => trl!(l, errors.photo_missing).to_string(),
        ProductError::PhotoQuota { megabytes_max } => trl!(l, errors.photo_quota, n = megabytes_max).to_string(),
        ProductError::PhotoTooLarge { megabytes_max } => trl!(l, errors.photo_too_large, n = megabytes_max).to_string(),
        ProductError::PhotoHeic => trl!(l, errors.photo_heic).to_string(),
        ProductError::PhotoUnreadable => trl!(l, errors.photo_unreadable).to_string(),
        ProductError::PhotoTooManyPixels => trl!(l, errors.photo_too_many_pixels).to_string(),
        ProductError::PhotoNotKept => trl!(l, errors.photo_not_kept).to_string(),
        ProductError::NotSubmitted => trl!(l, errors.not_submitted).to_string(),
        ProductError::NotEditable => trl!(l, errors.not_editable).to_string(),
        ProductError::ChangedMeanwhile => trl!(l, errors.changed_meanwhile).to_string(),
        ProductError::ChangedElsewhere => trl!(l, errors.changed_elsewhere).to_string(),
        ProductError::NoteMissing => trl!(l, errors.note_missing).to_string(),
        ProductError::NoteTooLong { chars_max } => trl!(l, errors.note_too_long, n = chars_max).to_string(),
        ProductError::TooMany { max } => trl!(l, errors.too_many_products, max = max).to_string(),
        ProductError::NoCategories => trl!(l, errors.no_categories).to_string(),
    }
}

/// Of one of the options of a piece.
fn option(l: Locale, problem: OptionProblem) -> String {
    let dearest = || domain::Yen(OPTION_EXTRA_YEN_MAX).to_string();
    match problem {
        OptionProblem::NameMissing => trl!(l, errors.option_name_missing).to_string(),
        OptionProblem::NameTooLong => trl!(l, errors.option_name_too_long, n = OPTION_NAME_CHARS_MAX).to_string(),
        OptionProblem::NameTwice => trl!(l, errors.option_name_twice).to_string(),
        OptionProblem::ChoicesMissing => trl!(l, errors.option_choices_missing).to_string(),
        OptionProblem::TooManyChoices => trl!(l, errors.option_too_many_choices, n = CHOICES_MAX).to_string(),
        OptionProblem::ChoiceTooLong => trl!(l, errors.option_choice_too_long, n = CHOICE_CHARS_MAX).to_string(),
        OptionProblem::ChoiceTwice => trl!(l, errors.option_choice_twice).to_string(),
        OptionProblem::ChoiceExtraOutOfRange => trl!(l, errors.option_choice_extra, n = dearest()).to_string(),
        OptionProblem::ExtraOutOfRange => trl!(l, errors.option_extra_out_of_range, n = dearest()).to_string(),
        OptionProblem::CharsOutOfRange => {
            trl!(l, errors.option_chars_out_of_range, n = OPTION_TEXT_CHARS_MAX).to_string()
        }
    }
}

pub fn order(l: Locale, error: OrderError) -> String {
    match error {
        OrderError::NotEnoughStock { available: 0, .. } => trl!(l, errors.sold_out).to_string(),
        OrderError::NotEnoughStock { available, .. } => trl!(l, errors.stock_left, n = available).to_string(),
        OrderError::NotForSale { .. } => trl!(l, errors.order_not_for_sale).to_string(),
        OrderError::NotWrapped { .. } => trl!(l, errors.order_not_wrapped).to_string(),
        OrderError::OptionsChanged { .. } => trl!(l, errors.order_options).to_string(),
        OrderError::NoLines => trl!(l, errors.order_no_lines).to_string(),
        OrderError::TooManyLines { max } => trl!(l, errors.order_too_many_lines, max = max).to_string(),
        OrderError::NotSentThisWay => trl!(l, errors.order_not_sent).to_string(),
        OrderError::CounterNeedsPickup => trl!(l, errors.order_counter_pickup).to_string(),
        OrderError::NotPaidOnline => trl!(l, errors.order_not_online).to_string(),
        OrderError::WrongState => trl!(l, errors.order_wrong_state).to_string(),
        OrderError::NothingToRefund => trl!(l, errors.refund_nothing).to_string(),
        OrderError::RefundTooLarge { left } => {
            trl!(l, errors.refund_too_large, left = crate::format::yen(l, left)).to_string()
        }
        OrderError::QuantityOutOfRange { max } => trl!(l, errors.quantity_out_of_range, max = max).to_string(),
        OrderError::AlreadyEnded => trl!(l, errors.order_ended).to_string(),
        OrderError::FormUsed => trl!(l, errors.order_form_used).to_string(),
        OrderError::TooManyOpen { max } => trl!(l, errors.too_many_open, n = max).to_string(),
    }
}

pub fn question(l: Locale, error: QuestionError) -> String {
    match error {
        QuestionError::NotInTheShop => trl!(l, questions.not_in_the_shop).to_string(),
        QuestionError::NotOpen => trl!(l, questions.not_open).to_string(),
        QuestionError::FormUsed => trl!(l, questions.form_used).to_string(),
    }
}

pub fn review(l: Locale, error: ReviewError) -> String {
    match error {
        ReviewError::NotCompleted => trl!(l, reviews.not_completed).to_string(),
        ReviewError::Refunded => trl!(l, reviews.refunded).to_string(),
        ReviewError::OwnPiece => trl!(l, reviews.own_piece).to_string(),
        ReviewError::Written => trl!(l, reviews.written_before).to_string(),
    }
}

pub fn register(l: Locale, error: RegisterError) -> String {
    match error {
        RegisterError::NoLines => trl!(l, errors.no_lines).to_string(),
        RegisterError::TooManyLines { max } => trl!(l, errors.too_many_lines, max = max).to_string(),
        RegisterError::QuantityOutOfRange { max } => trl!(l, errors.quantity_out_of_range, max = max).to_string(),
        RegisterError::AmountTooLarge => trl!(l, errors.amount_too_large).to_string(),
        RegisterError::TenderedTooLittle { short } => {
            trl!(l, errors.tendered_too_little, amount = short.to_string()).to_string()
        }
        RegisterError::TenderedFarAbove { tendered, change } => {
            let (tendered, change) = (format::yen(l, tendered), format::yen(l, change));
            trl!(l, errors.tendered_far_above, tendered = tendered, change = change).to_string()
        }
        RegisterError::TooManyParked { max } => trl!(l, errors.too_many_parked, max = max).to_string(),
        RegisterError::ParkedGone => trl!(l, errors.parked_gone).to_string(),
        RegisterError::NotEnoughStock { product_number, available: 0 } => {
            trl!(l, errors.line_sold_out, number = product_number).to_string()
        }
        RegisterError::NotEnoughStock { product_number, available } => {
            trl!(l, errors.line_stock_left, number = product_number, n = available).to_string()
        }
        RegisterError::NotForSale { product_number } => {
            trl!(l, errors.line_not_for_sale, number = product_number).to_string()
        }
        RegisterError::MustBeOrdered { product_number } => {
            trl!(l, errors.must_be_ordered, number = product_number).to_string()
        }
        RegisterError::OrderEnded => trl!(l, errors.order_ended).to_string(),
        RegisterError::FormUsed => trl!(l, errors.sale_form_used).to_string(),
        RegisterError::SoldBefore { number } => trl!(l, errors.sale_sold_before, number = number).to_string(),
    }
}

pub fn kpi(l: Locale, error: KpiError) -> String {
    match error {
        KpiError::YearOutOfRange { min, max } => trl!(l, errors.year_out_of_range, min = min, max = max).to_string(),
    }
}

pub fn field(l: Locale, error: &FieldError) -> String {
    match error {
        FieldError::Missing => trl!(l, errors.set_missing).to_string(),
        FieldError::TooLong { chars_max } => trl!(l, errors.set_too_long, n = *chars_max).to_string(),
        FieldError::NotText => trl!(l, errors.set_not_text).to_string(),
        FieldError::NotANumber => trl!(l, errors.set_not_a_number).to_string(),
        FieldError::OutOfRange { min, max } => {
            trl!(l, errors.set_out_of_range, min = *min, max = *max).to_string()
        }
        FieldError::NotAMultiple { minutes } => {
            trl!(l, errors.set_not_a_multiple, minutes = *minutes).to_string()
        }
        FieldError::NotAChoice => trl!(l, errors.set_not_a_choice).to_string(),
        FieldError::NobodyChosen => trl!(l, errors.set_nobody_chosen).to_string(),
        FieldError::NotAges { max, age_max } => {
            trl!(l, errors.children_unclear, n = *max, age = *age_max).to_string()
        }
        FieldError::SlugForm => trl!(l, errors.set_slug_form).to_string(),
        FieldError::SlugTaken => trl!(l, errors.set_slug_taken).to_string(),
        FieldError::MinOverMax => trl!(l, errors.set_min_over_max).to_string(),
        FieldError::NotATime => trl!(l, errors.set_not_a_time).to_string(),
        FieldError::EndBeforeStart => trl!(l, errors.set_end_before_start).to_string(),
        FieldError::BreakOutsideHours => trl!(l, errors.set_break_outside).to_string(),
        FieldError::BreaksOverlap => trl!(l, errors.set_breaks_overlap).to_string(),
        FieldError::NotADate => trl!(l, errors.set_not_a_date).to_string(),
        FieldError::DayOutOfRange { first, last } => {
            let (first, last) = (format::full_day(l, *first), format::full_day(l, *last));
            trl!(l, errors.set_day_out_of_range, first = first, last = last).to_string()
        }
        FieldError::TooManyDays { max } => trl!(l, errors.set_too_many_days, n = *max).to_string(),
        FieldError::MaintenanceTooLong { days_max } => {
            trl!(l, errors.set_maintenance_too_long, n = *days_max).to_string()
        }
        FieldError::Unreadable => trl!(l, errors.slot_unreadable).to_string(),
        FieldError::LongerThanADay => trl!(l, errors.slot_day).to_string(),
        FieldError::Overlaps => trl!(l, errors.maintenance_overlaps).to_string(),
        FieldError::EmailInvalid => trl!(l, errors.email_invalid).to_string(),
        FieldError::NicknameTells => trl!(l, errors.nickname_tells).to_string(),
        FieldError::KanaInvalid { chars_max } => trl!(l, errors.kana_invalid, n = *chars_max).to_string(),
        FieldError::PostalCode => trl!(l, errors.postal_code).to_string(),
        FieldError::PostalCodeUnknown => trl!(l, errors.postal_code_unknown).to_string(),
        FieldError::PhoneInvalid => trl!(l, errors.phone_invalid).to_string(),
        FieldError::PasswordTooShort { chars_min } => trl!(l, errors.password_too_short, n = *chars_min).to_string(),
        FieldError::PasswordTooLong => trl!(l, errors.password_too_long).to_string(),
        FieldError::NotSure => trl!(l, data.close_sure_missing).to_string(),
        FieldError::PasswordWrong => trl!(l, members.password_current_wrong).to_string(),
        FieldError::SignUpPasswordWrong => trl!(l, members.confirm_wrong).to_string(),
        FieldError::CodeForm => trl!(l, errors.code_form).to_string(),
        FieldError::CodeWrong => trl!(l, errors.wrong_code).to_string(),
        FieldError::TooMany { max } => trl!(l, errors.set_too_many, n = *max).to_string(),
        FieldError::BookingsToCome { n } => trl!(l, errors.set_bookings_to_come, n = *n).to_string(),
        FieldError::BookingsOutside { n } => trl!(l, errors.set_bookings_outside, n = *n).to_string(),
        FieldError::NeverOpen => trl!(l, errors.set_never_open).to_string(),
        FieldError::BookingsOnDays { n } => trl!(l, errors.set_bookings_on_days, n = *n).to_string(),
        FieldError::ColourForm => trl!(l, errors.set_colour_form).to_string(),
        FieldError::ColourTooLight { tenths, nearest } => {
            let shown = |n: u32| format!("{}.{}", n / 10, n % 10);
            let (found, other) = (shown(*tenths), shown(nearest.1));
            trl!(l, errors.set_colour_too_light, found = found, nearest = nearest.0.clone(), other = other).to_string()
        }
        FieldError::Figures { n } => trl!(l, errors.figures, n = *n).to_string(),
        FieldError::AccountHolder { chars_max } => trl!(l, errors.account_holder, max = *chars_max).to_string(),
        FieldError::InvoiceNumber => trl!(l, errors.set_invoice_number).to_string(),
        FieldError::OneWord => trl!(l, errors.set_one_word).to_string(),
        FieldError::TooManyWords { max } => trl!(l, errors.set_too_many_words, n = *max).to_string(),
        FieldError::WordTooLong { chars_max } => trl!(l, errors.set_word_too_long, n = *chars_max).to_string(),
        FieldError::WordInAnotherGroup { word } => trl!(l, errors.set_word_taken, word = word.clone()).to_string(),
        FieldError::Twice => trl!(l, errors.set_twice).to_string(),
    }
}
