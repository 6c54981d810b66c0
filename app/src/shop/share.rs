//! How a piece is told of: links that work everywhere, and buttons where a script can do more.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::{prelude::*, ui::{Ico, Icon, IconSize}};

/// LINE, X, the link itself, and whatever apps the device offers. `address` is the page's own, percent-encoded.
#[component]
pub(super) fn Share(address: String, title: String) -> impl IntoView {
    let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let (url, text) = (encoded(&address), encoded(&title));
    let line = format!("https://social-plugins.line.me/lineit/share?url={url}");
    let x = format!("https://x.com/intent/post?url={url}&text={text}");
    view! {
        <section class="stack g2" aria-labelledby="share" data-share=address>
            <h2 class="h3" id="share">{tr!(shop.share)}</h2>
            <div class="row wrap">
                <a class="btn second small" href=line target="_blank" rel="noopener">{tr!(shop.share_line)}</a>
                <a class="btn second small" href=x target="_blank" rel="noopener">{tr!(shop.share_x)}</a>
                <button class="btn second small" type="button" hidden data-copy=tr!(shop.share_copied)>
                    {tr!(shop.share_copy)}
                </button>
                <button class="btn second small" type="button" hidden data-more=title>
                    <Ico icon=Icon::Share size=IconSize::S/>
                    {tr!(shop.share_more)}
                </button>
            </div>
            <p class="small mute said" role="status"></p>
        </section>
    }
}
