/// Which notices one employee wants, and when.
package struct NoticePreference: Hashable, Sendable {
    /// Which notices reach the employee.
    package var choice = Choice.everything
    /// Time without pushes; nil: pushes may come at any hour.
    package var quietHours: QuietHours?

    package init() {}

    /// Which notices reach the employee, and how. The page shows all notices unless it is
    /// `nothing`.
    package enum Choice: String, CaseIterable, Sendable {
        /// On the page and as pushes.
        case everything
        /// On the page only.
        case silent
        /// On the page; as pushes only missed calls and the leads created from them.
        case missedOnly = "missed_only"
        /// Neither on the page nor as pushes.
        case nothing
    }

    /// Reason a notice that is shown on the page is not pushed.
    package enum Silencing: String, Sendable {
        case silent
        case missedOnly = "missed_only"
        case quietHours = "quiet_hours"
    }

    /// Reason these news are not pushed at this time; nil: they are pushed.
    ///
    /// - Parameter minute: of the day in the company's time zone, 0…1439.
    package func silencing(_ news: NoticeNews, atMinute minute: Int) -> Silencing? {
        switch (choice, news) {
        case (.silent, _), (.nothing, _): .silent
        case (.missedOnly, .ringing), (.missedOnly, .talking), (.missedOnly, .answered):
            .missedOnly
        case (.missedOnly, .missed), (.missedOnly, .leadAssigned), (.everything, _):
            quietHours?.contains(minute) == true ? .quietHours : nil
        }
    }
}

/// A part of every day, possibly over midnight, in minutes of the day.
package struct QuietHours: Hashable, Sendable {
    /// Valid minutes of a day.
    package static let minutes = 0...1439

    /// The first quiet minute.
    package let from: Int
    /// The first minute after the quiet time.
    package let until: Int

    /// Nil when a minute is out of range or both are equal.
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
