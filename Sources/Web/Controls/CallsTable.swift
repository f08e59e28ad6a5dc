import CallRules
import Store

/// Calls as a table: how each went, when, with whom, for how long, and what it left; a row opens
/// the call's page.
struct CallsTable {
    let calls: [CallRow]
    let say: Voice
    /// Whoever looks, for the buttons that call back; nil: there are none.
    var visitor: Visitor?
    /// Whose call it was: not on the page of one employee.
    var showsEmployee = false

    var html: HTML {
        var heads = [Words.call, Words.started, Words.number]
        if showsEmployee { heads.append(Words.employee) }
        let shown = (heads + [Words.wait, Words.talk, Words.left])
            .map { "<th scope=\"col\">\(say($0))</th>" as HTML }
        return """
            <div class="tablebox"><table class="stacked"><thead><tr>\(shown)</tr></thead>
            <tbody>\(calls.map(row))</tbody></table></div>
            """
    }

    private func row(_ call: CallRow) -> HTML {
        let path = PageRoute.call(call.uuid).path
        return """
            <tr data-href="\(path)"><td><a class="plain" href="\(path)">\
            \(CallBadge(call: call, say: say).html)</a></td>
            <td data-label="\(say(Words.started))">\(call.startedAt.map(say.time))</td>
            <td data-label="\(say(Words.number))"><span>\(CallParty(call: call, say: say).html)\(button(call))</span></td>
            \(showsEmployee ? employee(call) : nil)
            <td data-label="\(say(Words.wait))">\(duration(call.waitSeconds))</td>
            <td data-label="\(say(Words.talk))">\(duration(call.talkSeconds))</td>
            <td data-label="\(say(Words.left))">\(recording(call))\(lead(call))</td></tr>
            """
    }

    private func employee(_ call: CallRow) -> HTML {
        let name: HTML = "\(call.names.employee ?? call.extension ?? "")"
        return "<td data-label=\"\(say(Words.employee))\">\(name)</td>"
    }

    private func recording(_ call: CallRow) -> HTML? {
        switch call.recording(at: say.now) {
        case .none: nil
        case .preparing: sign(.plain, .sound, Words.preparing)
        case .ready: sign(.good, .sound, Words.ready)
        case .failed: sign(.alert, .sound, Words.failed)
        }
    }

    private func sign(_ meaning: Badge.Meaning, _ icon: Icon, _ word: Sentence) -> HTML {
        """
        <span class="badge \(meaning.rawValue)" title="\(say(word))">\(icon.html)\
        <span class="unseen">\(say(word))</span></span>
        """
    }

    private func lead(_ call: CallRow) -> HTML? {
        guard call.leadCreated else { return nil }
        return Badge(meaning: .good, icon: .plus, word: say(Words.newLead)).html
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
        static let employee = Sentence(uk: "Співробітник", en: "Employee")
        static let wait = Sentence(uk: "Очікування", en: "Wait")
        static let talk = Sentence(uk: "Розмова", en: "Talk")
        static let left = Sentence(uk: "Запис, лід", en: "Recording, lead")
        static let ready = Sentence(uk: "запис є", en: "there is a recording")
        static let preparing = Sentence(
            uk: "запис готується", en: "the recording is being prepared")
        static let failed = Sentence(
            uk: "запис не вдалося отримати", en: "the recording could not be had")
        static let newLead = Sentence(uk: "новий лід", en: "new lead")
    }
}
