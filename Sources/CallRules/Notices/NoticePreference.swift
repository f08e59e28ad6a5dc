/// How one person wants to be told.
package struct NoticePreference: Hashable, Sendable {
    package var choice = Choice.everything
    /// Nil: a push may come at any hour.
    package var quietHours: QuietHours?

    package init() {}

    /// What reaches the person, and how. The page keeps all of it, but for `nothing`.
    package enum Choice: String, CaseIterable, Sendable {
        /// In the page and as pushes.
        case everything
        /// In the page, never as a push.
        case silent
        /// In the page; as pushes missed calls only, and the leads that came of them.
        case missedOnly = "missed_only"
        /// Neither.
        case nothing
    }

    /// Why a notice that is shown in the page is not pushed.
    package enum Silencing: String, Sendable {
        case silent
        case missedOnly = "missed_only"
        case quietHours = "quiet_hours"
    }

    /// Nil: it may be pushed.
    ///
    /// - Parameter minute: of the day where the company is, 0…1439.
    package func silencing(_ news: NoticeNews, atMinute minute: Int) -> Silencing? {
        switch (choice, news) {
        case (.silent, _), (.nothing, _): .silent
        case (.missedOnly, .ringing), (.missedOnly, .answered): .missedOnly
        case (.missedOnly, .missed), (.missedOnly, .leadAssigned), (.everything, _):
            quietHours?.contains(minute) == true ? .quietHours : nil
        }
    }
}

/// A part of every day, perhaps over midnight, in minutes of the day.
package struct QuietHours: Hashable, Sendable {
    /// The minutes there are in a day.
    package static let minutes = 0...1439

    /// The first quiet minute.
    package let from: Int
    /// The first minute that is not quiet any more.
    package let until: Int

    /// Nil for minutes no day has, and for hours that end when they begin.
    package init?(from: Int, until: Int) {
        guard QuietHours.minutes.contains(from), QuietHours.minutes.contains(until), from != until
        else { return nil }
        self.from = from
        self.until = until
    }

    func contains(_ minute: Int) -> Bool {
        from < until
            ? (from..<until).contains(minute) : minute >= from || minute < until
    }
}
