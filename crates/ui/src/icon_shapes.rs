//! The icons of controls, states and tools.

use crate::IconName;

#[expect(non_upper_case_globals, reason = "the constants stand in for the variants of an enum")]
impl IconName {
    /// Lucide's `search`.
    pub const Search: Self = Self::plain("M21 21l-4.34-4.34M3 11a8 8 0 1 0 16 0a8 8 0 1 0 -16 0");
    /// Lucide's `menu`.
    pub const Menu: Self = Self::plain("M4 5h16M4 12h16M4 19h16");
    /// Lucide's `x`.
    pub const X: Self = Self::plain("M18 6 6 18M6 6l12 12");
    /// Lucide's `chevron-down`.
    pub const ChevronDown: Self = Self::plain("M6 9l6 6 6-6");
    /// Lucide's `chevron-up`.
    pub const ChevronUp: Self = Self::plain("M18 15l-6-6-6 6");
    /// Lucide's `chevron-left`.
    pub const ChevronLeft: Self = Self::mirrored("M15 18l-6-6 6-6");
    /// Lucide's `chevron-right`.
    pub const ChevronRight: Self = Self::mirrored("M9 18l6-6-6-6");
    /// Lucide's `arrow-left`.
    pub const ArrowLeft: Self = Self::mirrored("M12 19l-7-7 7-7M19 12H5");
    /// Lucide's `arrow-right`.
    pub const ArrowRight: Self = Self::mirrored("M5 12h14M12 5l7 7-7 7");
    /// Lucide's `star`.
    pub const Star: Self = Self::plain(
        "M11.53 2.29a.53.53 0 0 1 .95 0l2.31 4.68a2.12 2.12 0 0 0 1.59 1.16l5.17.76a.53.53 0 0 1 .29.9l-3.74 3.64a2.12 2.12 0 0 0-.61 1.88l.88 5.14a.53.53 0 0 1-.77.56l-4.62-2.43a2.12 2.12 0 0 0-1.97 0L6.4 21.01a.53.53 0 0 1-.77-.56l.88-5.14a2.12 2.12 0 0 0-.61-1.88L2.16 9.79a.53.53 0 0 1 .29-.91l5.17-.76a2.12 2.12 0 0 0 1.6-1.16z",
    );
    /// Lucide's `star-half`.
    pub const StarHalf: Self = Self::mirrored(
        "M12 18.34a2.1 2.1 0 0 0-.99.24L6.4 21.01a.53.53 0 0 1-.77-.56l.88-5.14a2.12 2.12 0 0 0-.61-1.88L2.16 9.79a.53.53 0 0 1 .29-.91l5.17-.76a2.12 2.12 0 0 0 1.6-1.16l2.31-4.68A.53.53 0 0 1 12 2",
    );
    /// Lucide's `heart`.
    pub const Heart: Self = Self::plain(
        "M2 9.5a5.5 5.5 0 0 1 9.59-3.68.56.56 0 0 0 .82 0A5.49 5.49 0 0 1 22 9.5c0 2.29-1.5 4-3 5.5l-5.49 5.31a2 2 0 0 1-3 .02L5 15c-1.5-1.5-3-3.2-3-5.5",
    );
    /// Lucide's `play`.
    pub const Play: Self = Self::plain("M5 5a2 2 0 0 1 3.01-1.73l12 7a2 2 0 0 1 0 3.46l-12 7A2 2 0 0 1 5 19z");
    /// Lucide's `pause`.
    pub const Pause: Self = Self::plain(
        "M15 3h3a1 1 0 0 1 1 1v16a1 1 0 0 1 -1 1h-3a1 1 0 0 1 -1 -1v-16a1 1 0 0 1 1 -1zM6 3h3a1 1 0 0 1 1 1v16a1 1 0 0 1 -1 1h-3a1 1 0 0 1 -1 -1v-16a1 1 0 0 1 1 -1z",
    );
    /// Lucide's `lock`.
    pub const Lock: Self =
        Self::plain("M5 11h14a2 2 0 0 1 2 2v7a2 2 0 0 1 -2 2h-14a2 2 0 0 1 -2 -2v-7a2 2 0 0 1 2 -2zM7 11V7a5 5 0 0 1 10 0v4");
    /// Lucide's `check`.
    pub const Check: Self = Self::plain("M20 6 9 17l-5-5");
    /// Lucide's `circle-check`.
    pub const CheckCircle: Self = Self::plain("M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0M16 9l-5.5 5.5L8 12");
    /// Lucide's `circle`.
    pub const Circle: Self = Self::plain("M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0");
    /// Lucide's `clock`.
    pub const Clock: Self = Self::plain("M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0M12 6v6l4 2");
    /// Lucide's `globe`.
    pub const Globe: Self =
        Self::plain("M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0M12 2a14.5 14.5 0 0 0 0 20 14.5 14.5 0 0 0 0-20M2 12h20");
    /// Lucide's `user`.
    pub const User: Self = Self::plain("M19 21v-2a4 4 0 0 0-4-4H9a4 4 0 0 0-4 4v2M8 7a4 4 0 1 0 8 0a4 4 0 1 0 -8 0");
    /// Lucide's `users`.
    pub const Users: Self = Self::plain(
        "M16 21v-2a4 4 0 0 0-4-4H6a4 4 0 0 0-4 4v2M16 3.13a4 4 0 0 1 0 7.74M22 21v-2a4 4 0 0 0-3-3.87M5 7a4 4 0 1 0 8 0a4 4 0 1 0 -8 0",
    );
    /// Lucide's `log-out`.
    pub const LogOut: Self = Self::mirrored("M16 17l5-5-5-5M21 12H9M9 21H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2h4");
    /// Lucide's `log-in`.
    pub const LogIn: Self = Self::mirrored("M10 17l5-5-5-5M15 12H3M15 3h4a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2h-4");
    /// Lucide's `settings`.
    pub const Settings: Self = Self::plain(
        "M9.67 4.14a2.34 2.34 0 0 1 4.66 0 2.34 2.34 0 0 0 3.32 1.92 2.34 2.34 0 0 1 2.33 4.03 2.34 2.34 0 0 0 0 3.83 2.34 2.34 0 0 1-2.33 4.03 2.34 2.34 0 0 0-3.32 1.92 2.34 2.34 0 0 1-4.66 0 2.34 2.34 0 0 0-3.32-1.92 2.34 2.34 0 0 1-2.33-4.03 2.34 2.34 0 0 0 0-3.83A2.34 2.34 0 0 1 6.35 6.05a2.34 2.34 0 0 0 3.32-1.92M9 12a3 3 0 1 0 6 0a3 3 0 1 0 -6 0",
    );
    /// Lucide's `mail`.
    pub const Mail: Self = Self::plain(
        "M22 7l-8.99 5.73a2 2 0 0 1-2.01 0L2 7M4 4h16a2 2 0 0 1 2 2v12a2 2 0 0 1 -2 2h-16a2 2 0 0 1 -2 -2v-12a2 2 0 0 1 2 -2z",
    );
    /// Lucide's `bell`.
    pub const Bell: Self = Self::plain(
        "M10.27 21a2 2 0 0 0 3.46 0M3.26 15.33A1 1 0 0 0 4 17h16a1 1 0 0 0 .74-1.67C19.41 13.96 18 12.5 18 8A6 6 0 0 0 6 8c0 4.5-1.41 5.96-2.74 7.33",
    );
    /// Lucide's `shopping-bag`.
    pub const ShoppingBag: Self = Self::plain(
        "M16 10a4 4 0 0 1-8 0M3.1 6.03h17.79M3.4 5.47a2 2 0 0 0-.4 1.2V20a2 2 0 0 0 2 2h14a2 2 0 0 0 2-2V6.67a2 2 0 0 0-.4-1.2l-2-2.67A2 2 0 0 0 17 2H7a2 2 0 0 0-1.6.8z",
    );
    /// Lucide's `credit-card`.
    pub const CreditCard: Self =
        Self::plain("M4 5h16a2 2 0 0 1 2 2v10a2 2 0 0 1 -2 2h-16a2 2 0 0 1 -2 -2v-10a2 2 0 0 1 2 -2zM2 10L22 10M6 14h2");
    /// Lucide's `receipt`.
    pub const Receipt: Self = Self::plain(
        "M12 17V7M16 8h-6a2 2 0 0 0 0 4h4a2 2 0 0 1 0 4H8M4 3a1 1 0 0 1 1-1 1.3 1.3 0 0 1 .7.2l.93.6a1.3 1.3 0 0 0 1.4 0l.93-.6a1.3 1.3 0 0 1 1.4 0l.93.6a1.3 1.3 0 0 0 1.4 0l.93-.6a1.3 1.3 0 0 1 1.4 0l.93.6a1.3 1.3 0 0 0 1.4 0l.93-.6A1.3 1.3 0 0 1 19 2a1 1 0 0 1 1 1v18a1 1 0 0 1-1 1 1.3 1.3 0 0 1-.7-.2l-.93-.6a1.3 1.3 0 0 0-1.4 0l-.93.6a1.3 1.3 0 0 1-1.4 0l-.93-.6a1.3 1.3 0 0 0-1.4 0l-.93.6a1.3 1.3 0 0 1-1.4 0l-.93-.6a1.3 1.3 0 0 0-1.4 0l-.93.6a1.3 1.3 0 0 1-.7.2 1 1 0 0 1-1-1z",
    );
    /// Lucide's `book-open`.
    pub const BookOpen: Self = Self::plain(
        "M12 5v16M20.001 19A2 2 0 0022 17V5a2 2 0 00-1.999-2L16 3.002A5 5 0 0012 5a5 5 0 00-4-2H4a2 2 0 00-2 2v12a2 2 0 001.999 2H8a5 5 0 014 2 5 5 0 014-2z",
    );
    /// Lucide's `graduation-cap`.
    pub const GraduationCap: Self = Self::plain(
        "M21.42 10.92a1 1 0 0 0-.02-1.84L12.83 5.18a2 2 0 0 0-1.66 0L2.6 9.08a1 1 0 0 0 0 1.83l8.57 3.91a2 2 0 0 0 1.66 0zM22 10v6M6 12.5V16a6 3 0 0 0 12 0v-3.5",
    );
    /// Lucide's `file-text`.
    pub const FileText: Self = Self::plain(
        "M6 22a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2h8a2.4 2.4 0 0 1 1.7.71l3.59 3.59A2.4 2.4 0 0 1 20 8v12a2 2 0 0 1-2 2zM14 2v5a1 1 0 0 0 1 1h5M10 9H8M16 13H8M16 17H8",
    );
    /// Lucide's `download`.
    pub const Download: Self = Self::plain("M12 15V3M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4M7 10l5 5 5-5");
    /// Lucide's `upload`.
    pub const Upload: Self = Self::plain("M12 3v12M17 8l-5-5-5 5M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4");
    /// Lucide's `captions`.
    pub const Captions: Self = Self::plain(
        "M5 5h14a2 2 0 0 1 2 2v10a2 2 0 0 1 -2 2h-14a2 2 0 0 1 -2 -2v-10a2 2 0 0 1 2 -2zM7 15h4M15 15h2M7 11h2M13 11h4",
    );
    /// Lucide's `triangle-alert`.
    pub const AlertTriangle: Self =
        Self::plain("M21.73 18l-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3M12 9v4M12 17h.01");
    /// Lucide's `circle-alert`.
    pub const AlertCircle: Self = Self::plain("M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0M12 8L12 12M12 16L12.01 16");
    /// Lucide's `circle-x`.
    pub const XCircle: Self = Self::plain("M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0M15 9l-6 6M9 9l6 6");
    /// Lucide's `info`.
    pub const Info: Self = Self::plain("M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0M12 16v-4M12 8h.01");
    /// Lucide's `circle-question-mark`.
    pub const Help: Self = Self::plain("M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0M9.09 9a3 3 0 0 1 5.83 1c0 2-3 3-3 3M12 17h.01");
    /// Lucide's `trash-2`.
    pub const Trash: Self =
        Self::plain("M10 11v6M14 11v6M19 6v14a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V6M3 6h18M8 6V4a2 2 0 0 1 2-2h4a2 2 0 0 1 2 2v2");
    /// Lucide's `pencil`.
    pub const Pencil: Self = Self::plain(
        "M21.17 6.81a1 1 0 0 0-3.99-3.99L3.84 16.17a2 2 0 0 0-.5.83l-1.32 4.35a.5.5 0 0 0 .62.62l4.35-1.32a2 2 0 0 0 .83-.5zM15 5l4 4",
    );
    /// Lucide's `plus`.
    pub const Plus: Self = Self::plain("M5 12h14M12 5v14");
    /// Lucide's `minus`.
    pub const Minus: Self = Self::plain("M5 12h14");
    /// Lucide's `funnel`.
    pub const Filter: Self = Self::plain(
        "M10 20a1 1 0 0 0 .55.9l2 1A1 1 0 0 0 14 21v-7a2 2 0 0 1 .52-1.34L21.74 4.67A1 1 0 0 0 21 3H3a1 1 0 0 0-.74 1.67l7.22 7.99A2 2 0 0 1 10 14z",
    );
    /// Lucide's `sliders-horizontal`.
    pub const Sliders: Self = Self::plain("M10 5H3M12 19H3M14 3v4M16 17v4M21 12h-9M21 19h-5M21 5h-7M8 10v4M8 12H3");
    /// Lucide's `sun`.
    pub const Sun: Self = Self::plain(
        "M8 12a4 4 0 1 0 8 0a4 4 0 1 0 -8 0M12 2v2M12 20v2M4.93 4.93l1.41 1.41M17.66 17.66l1.41 1.41M2 12h2M20 12h2M6.34 17.66l-1.41 1.41M19.07 4.93l-1.41 1.41",
    );
    /// Lucide's `moon`.
    pub const Moon: Self =
        Self::plain("M20.98 12.49a9 9 0 1 1-9.47-9.47c.41-.02.62.46.4.8a6 6 0 0 0 8.27 8.27c.34-.21.82-0 .8.4");
    /// Lucide's `monitor`.
    pub const Monitor: Self =
        Self::plain("M4 3h16a2 2 0 0 1 2 2v10a2 2 0 0 1 -2 2h-16a2 2 0 0 1 -2 -2v-10a2 2 0 0 1 2 -2zM8 21L16 21M12 17L12 21");
    /// Lucide's `languages`.
    pub const Languages: Self = Self::plain("M5 8l6 6M4 14l6-6 2-3M2 5h12M7 2h1M22 22l-5-10-5 10M14 18h6");
    /// Lucide's `eye`.
    pub const Eye: Self = Self::plain(
        "M2.06 12.35a1 1 0 0 1 0-.7 10.75 10.75 0 0 1 19.88 0 1 1 0 0 1 0 .7 10.75 10.75 0 0 1-19.88 0M9 12a3 3 0 1 0 6 0a3 3 0 1 0 -6 0",
    );
    /// Lucide's `eye-off`.
    pub const EyeOff: Self = Self::plain(
        "M10.73 5.08a10.74 10.74 0 0 1 11.21 6.58 1 1 0 0 1 0 .7 10.75 10.75 0 0 1-1.44 2.49M14.08 14.16a3 3 0 0 1-4.24-4.24M17.48 17.5a10.75 10.75 0 0 1-15.42-5.15 1 1 0 0 1 0-.7 10.75 10.75 0 0 1 4.45-5.14M2 2l20 20",
    );
    /// Lucide's `calendar`.
    pub const Calendar: Self =
        Self::plain("M8 2v3M16 2v3M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1 -2 2h-14a2 2 0 0 1 -2 -2v-14a2 2 0 0 1 2 -2zM3 9h18");
    /// Lucide's `calendar-check`.
    pub const CalendarCheck: Self = Self::plain(
        "M8 2v3M16 2v3M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1 -2 2h-14a2 2 0 0 1 -2 -2v-14a2 2 0 0 1 2 -2zM3 9h18M9 15l2 2 4-4",
    );
    /// Lucide's `video`.
    pub const Video: Self = Self::plain(
        "M16 13l5.22 3.48a.5.5 0 0 0 .78-.42V7.87a.5.5 0 0 0-.75-.43L16 10.5M4 6h10a2 2 0 0 1 2 2v8a2 2 0 0 1 -2 2h-10a2 2 0 0 1 -2 -2v-8a2 2 0 0 1 2 -2z",
    );
    /// Lucide's `award`.
    pub const Award: Self = Self::plain(
        "M15.48 12.89l1.51 8.53a.5.5 0 0 1-.81.47l-3.58-2.69a1 1 0 0 0-1.2 0l-3.59 2.69a.5.5 0 0 1-.81-.47l1.51-8.53M6 8a6 6 0 1 0 12 0a6 6 0 1 0 -12 0",
    );
    /// Lucide's `shield-check`.
    pub const ShieldCheck: Self = Self::plain(
        "M20 13c0 5-3.5 7.5-7.66 8.95a1 1 0 0 1-.67-.01C7.5 20.5 4 18 4 13V6a1 1 0 0 1 1-1c2 0 4.5-1.2 6.24-2.72a1.17 1.17 0 0 1 1.52 0C14.51 3.81 17 5 19 5a1 1 0 0 1 1 1zM9 12l2 2 4-4",
    );
}
