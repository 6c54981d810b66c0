//! A space that sets itself up: its settings, its first operator, its templates, the day it opens.

mod first;
mod settings;
mod shop;
mod template;
