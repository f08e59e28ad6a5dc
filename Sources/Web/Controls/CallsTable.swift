import CallRules
import Store

/// A few calls as a table: how each went, when, with whom, for how long.
struct CallsTable {
    let calls: [CallRow]
    let say: Voice
    /// Whoever looks, for the buttons that call back; nil: there are none.
    var visitor: Visitor?

    var html: HTML {
        let heads = [Words.call, Words.started, Words.number, Words.wait, Words.talk]
            .map { "<th scope=\"col\">\(say($0))</th>" as HTML }
        return """
            <div class="tablebox"><table class="stacked"><thead><tr>\(heads)</tr></thead>
            <tbody>\(calls.map(row))</tbody></table></div>
            """
    }

    private func row(_ call: CallRow) -> HTML {
        """
        <tr><td>\(badge(call))</td>
        <td data-label="\(say(Words.started))">\(call.startedAt.map(say.time))</td>
        <td data-label="\(say(Words.number))"><span>\(party(call))\(button(call))</span></td>
        <td data-label="\(say(Words.wait))">\(duration(call.waitSeconds))</td>
        <td data-label="\(say(Words.talk))">\(duration(call.talkSeconds))</td></tr>
        """
    }

    private func badge(_ call: CallRow) -> HTML {
        switch (call.direction, call.outcome) {
        case (.incoming?, .answered?):
            Badge(meaning: .good, icon: .incoming, word: say(Words.answeredIncoming)).html
        case (.incoming?, .missed?):
            Badge(meaning: .bad, icon: .missed, word: say(Words.missedIncoming)).html
        case (.outgoing?, .answered?):
            Badge(meaning: .good, icon: .outgoing, word: say(Words.answeredOutgoing)).html
        case (.outgoing?, .missed?):
            Badge(meaning: .plain, icon: .outgoing, word: say(Words.unansweredOutgoing)).html
        case (.internal?, _): Badge(meaning: .plain, icon: .internal, word: say(Words.inside)).html
        case (_, nil) where call.state == .ringing:
            Badge(meaning: .alert, icon: .bell, word: say(Words.ringing)).html
        case (_, nil) where call.state == .talking:
            Badge(meaning: .good, icon: .online, word: say(Words.talking)).html
        case (_, nil): Badge(meaning: .plain, icon: .bell, word: say(Words.over)).html
        case (nil, _): Badge(meaning: .plain, icon: .question, word: say(Words.unknown)).html
        }
    }

    private func party(_ call: CallRow) -> HTML {
        let number = call.phone.map { PhoneNumber($0).grouped } ?? call.rawNumber
        let shown: HTML = """
            <span class="figures">\(number.isEmpty ? say(Words.hidden) : number)</span>
            """
        guard let name = call.contactName, name != call.phone, name != call.rawNumber else {
            return shown
        }
        return "\(name) <span class=\"muted\">\(shown)</span>"
    }

    private func button(_ call: CallRow) -> HTML? {
        visitor.flatMap {
            let phone = PhoneNumber(call.phone ?? call.rawNumber)
            return CallButton(phone: phone, visitor: $0, leadID: call.leadID).html
        }
    }

    private func duration(_ seconds: Int?) -> String {
        seconds.map { Voice.duration(seconds: $0) } ?? "–"
    }

    private enum Words {
        static let call = Sentence(uk: "Дзвінок", en: "Call")
        static let started = Sentence(uk: "Коли", en: "When")
        static let number = Sentence(uk: "З ким", en: "With")
        static let wait = Sentence(uk: "Очікування", en: "Wait")
        static let talk = Sentence(uk: "Розмова", en: "Talk")
        static let answeredIncoming = Sentence(uk: "вхідний, прийнятий", en: "incoming, answered")
        static let missedIncoming = Sentence(uk: "пропущений", en: "missed")
        static let answeredOutgoing = Sentence(uk: "вихідний, прийнятий", en: "outgoing, answered")
        static let unansweredOutgoing = Sentence(
            uk: "вихідний, без відповіді", en: "outgoing, no answer")
        static let inside = Sentence(uk: "внутрішній", en: "internal")
        static let ringing = Sentence(uk: "дзвонить", en: "ringing")
        static let talking = Sentence(uk: "розмова", en: "talking")
        static let over = Sentence(uk: "завершено", en: "over")
        static let unknown = Sentence(uk: "напрям невідомий", en: "direction unknown")
        static let hidden = Sentence(uk: "прихований номер", en: "hidden number")
    }
}
