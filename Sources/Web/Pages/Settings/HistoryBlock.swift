import CallRules

/// Item 6 and what belongs to it.
struct HistoryBlock {
    let page: SettingsPage

    var html: HTML {
        """
        \(page.control("default_period_days"))
        \(page.control("timezone"))
        \(page.control("language"))
        """
    }
}
