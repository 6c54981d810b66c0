//! Every part with its states on one page, for checking looks. Debug builds only;
//! its words are samples, so they stay out of the locale files.
