import CallRules
import Store

/// The block of leads: a table of incoming and outgoing by missed and answered, the sources, and
/// the status for lost leads.
struct LeadsBlock {
    let page: SettingsPage

    var html: HTML {
        """
        <div class="matrix">
        \(CreationCell(page: page, direction: .incoming, outcome: .missed).html)
        \(CreationCell(page: page, direction: .incoming, outcome: .answered).html)
        \(CreationCell(page: page, direction: .outgoing, outcome: .missed).html)
        \(CreationCell(page: page, direction: .outgoing, outcome: .answered).html)
        <div>\(page.control(.missedCallLeadSourceID))</div>
        <div>\(page.control(.answeredCallLeadSourceID))</div>
        <div>\(page.control(.reopenStatusID))</div>
        \(page.control(.reopenedLeadOwner))
        </div>
        \(page.control(.floodBrakeCalls))
        """
    }
}

/// What the switches of a kind of call mean.
enum CreationMeaning: String, CaseIterable {
    /// No lead is created.
    case none
    /// Leads of unknown numbers.
    case unknown
    /// Leads of unknown numbers and of clients.
    case all
}

/// The switches of one kind of call, with an explanation of their effect.
struct CreationCell {
    let page: SettingsPage
    let direction: Facts.Direction
    let outcome: Call.Outcome

    private var key: SettingKey {
        switch (direction, outcome) {
        case (.incoming, .missed): .createLeadOnMissedIncoming
        case (.incoming, .answered): .createLeadOnAnsweredIncoming
        case (.outgoing, .missed): .createLeadOnMissedOutgoing
        case (.outgoing, .answered): .createLeadOnAnsweredOutgoing
        }
    }

    private var keyIfClient: SettingKey {
        switch (direction, outcome) {
        case (.incoming, .missed): .createLeadOnMissedIncomingIfClientExists
        case (.incoming, .answered): .createLeadOnAnsweredIncomingIfClientExists
        case (.outgoing, .missed): .createLeadOnMissedOutgoingIfClientExists
        case (.outgoing, .answered): .createLeadOnAnsweredOutgoingIfClientExists
        }
    }

    var html: HTML {
        let localize = page.visitor.localizer
        return """
            <div class="panel creation"><h3>\((direction == .incoming ? Icon.incoming : .outgoing).html) \
            \(localize(title))</h3>
            \(page.control(key, nested: page.control(keyIfClient)))
            \(CreationMeaning.allCases.map(meaning))</div>
            """
    }

    /// One of three sentences; the stylesheet shows the one that fits the switches as they stand.
    private func meaning(_ meaning: CreationMeaning) -> HTML {
        // Where the name of the source comes in, which follows its control.
        let mark = "\u{1}"
        let sentence = page.visitor.localizer(words(meaning, source: mark))
        guard let place = sentence.range(of: mark) else {
            return "<p class=\"meaning\" data-meaning=\"\(meaning.rawValue)\">\(sentence)</p>"
        }
        return """
            <p class="meaning" data-meaning="\(meaning.rawValue)">\(sentence[..<place.lowerBound])\
            <span data-source="\(sourceKey)">\(source)</span>\(sentence[place.upperBound...])</p>
            """
    }

    private var title: LocalizedText {
        switch (direction, outcome) {
        case (.incoming, .missed):
            LocalizedText(uk: "Вхідний пропущений", en: "Incoming, missed")
        case (.incoming, .answered):
            LocalizedText(uk: "Вхідний прийнятий", en: "Incoming, answered")
        case (.outgoing, .missed):
            LocalizedText(uk: "Вихідний пропущений", en: "Outgoing, missed")
        case (.outgoing, .answered):
            LocalizedText(uk: "Вихідний прийнятий", en: "Outgoing, answered")
        }
    }

    private func words(_ meaning: CreationMeaning, source: String) -> LocalizedText {
        let (whose, client): (LocalizedText, LocalizedText)
        switch meaning {
        case .none:
            return LocalizedText(
                uk: "Такий дзвінок ліда не створює.", en: "Such a call creates no lead.")
        case .unknown:
            whose =
                direction == .incoming
                ? LocalizedText(uk: " з невідомого номера", en: " from an unknown number")
                : LocalizedText(uk: " на невідомий номер", en: " to an unknown number")
            client = LocalizedText(
                uk: "; для клієнта ліда не буде", en: "; for a client there is none")
        case .all:
            whose = LocalizedText(uk: "", en: "")
            client = LocalizedText(
                uk: ", навіть якщо номер має клієнт", en: ", even if a client has the number")
        }
        return LocalizedText(
            uk: """
                Такий дзвінок\(whose.uk) створює ліда з джерелом «\(source)»\(client.uk). \
                Відповідальний – \(responsible.uk).
                """,
            en: """
                Such a call\(whose.en) creates a lead with the source “\(source)”\(client.en). \
                Responsible is \(responsible.en).
                """)
    }

    private var sourceKey: String { "\(outcome.rawValue)_call_lead_source_id" }

    private var source: String {
        let new = page.typed.newName(sourceKey)
        guard new.isEmpty, let id = Int64(page.typed.text(sourceKey)) else { return new }
        return SettingValue(localize: page.visitor.localizer, choices: page.choices).source(id)
    }

    private var responsible: LocalizedText {
        switch (direction, outcome, page.typed.text("distribution_mode")) {
        case (.incoming, .answered, _):
            LocalizedText(uk: "той, хто відповів", en: "whoever answered")
        case (.outgoing, _, _): LocalizedText(uk: "той, хто телефонував", en: "whoever called")
        case (.incoming, .missed, DistributionMode.off.rawValue):
            LocalizedText(
                uk: "той, чий телефон дзвонив, якщо це одна людина",
                en: "the one whose phone rang, if that was one person")
        case (.incoming, .missed, _):
            LocalizedText(uk: "наступний у черзі розподілу", en: "the next in the distribution")
        }
    }
}
