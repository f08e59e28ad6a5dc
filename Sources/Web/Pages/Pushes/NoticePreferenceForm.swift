import CallRules
import Store

/// The form of a notice preference as submitted: a choice, two times of day, and which kinds of notices
/// go by which channel.
struct NoticePreferenceForm {
    let choice: String
    /// Begin of the quiet time, as `22:00`, or empty.
    let from: String
    let until: String
    /// The kinds that are not wanted by a channel; nil: the form had no such boxes.
    let unwanted: Set<NoticeByChannel>?

    init(_ form: Form) {
        unwanted =
            form["channels"] == nil
            ? nil
            : Set(NoticeByChannel.all.filter { form[$0.field] == nil })
        choice = form["notices"] ?? ""
        from = form["quiet_from"] ?? ""
        until = form["quiet_until"] ?? ""
    }

    init(_ preference: NoticePreference, unwanted: Set<NoticeByChannel>) {
        self.unwanted = unwanted
        choice = preference.choice.rawValue
        from = preference.quietHours.map { NoticePreferenceForm.clock($0.from) } ?? ""
        until = preference.quietHours.map { NoticePreferenceForm.clock($0.until) } ?? ""
    }

    /// Nil: the form is invalid; `problems` says why.
    var preference: NoticePreference? {
        guard problems.isEmpty, let choice = NoticePreference.Choice(rawValue: choice) else {
            return nil
        }
        var preference = NoticePreference()
        preference.choice = choice
        preference.quietHours = quietHours
        return preference
    }

    var problems: [FieldProblem] {
        if NoticePreference.Choice(rawValue: choice) == nil {
            return [FieldProblem("notices", Strings.choose)]
        }
        if from.isEmpty, until.isEmpty { return [] }
        var problems: [FieldProblem] = []
        for (field, text) in [("quiet_from", from), ("quiet_until", until)]
        where NoticePreferenceForm.minute(text) == nil {
            problems.append(FieldProblem(field, text.isEmpty ? Strings.other : Strings.noTime))
        }
        if problems.isEmpty, quietHours == nil {
            problems.append(FieldProblem("quiet_until", Strings.same))
        }
        return problems
    }

    private var quietHours: QuietHours? {
        guard let from = NoticePreferenceForm.minute(from),
            let until = NoticePreferenceForm.minute(until)
        else { return nil }
        return QuietHours(from: from, until: until)
    }

    /// The minute of the day for `22:00` or `22:00:00`; some browsers send seconds. Nil for
    /// anything else.
    private static func minute(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), parts.allSatisfy({ (1...2).contains($0.utf8.count) })
        else { return nil }
        let numbers = parts.compactMap { part in
            part.allSatisfy { $0.isASCII && $0.isNumber } ? Int(part) : nil
        }
        guard numbers.count == parts.count, numbers[0] < 24, numbers[1] < 60 else { return nil }
        return numbers[0] * 60 + numbers[1]
    }

    private static func clock(_ minute: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(minute / 60)):\(two(minute % 60))"
    }

    private enum Strings {
        static let choose = LocalizedText(
            uk: "виберіть одне з чотирьох", en: "choose one of the four")
        static let noTime = LocalizedText(
            uk: "має бути часом, наприклад 22:00", en: "must be a time such as 22:00")
        static let other = LocalizedText(uk: "вкажіть обидва часи", en: "give both times")
        static let same = LocalizedText(
            uk: "має відрізнятися від початку", en: "must differ from the beginning")
    }
}

extension NoticeByChannel {
    /// Every kind by every channel to people.
    static let all = NoticeKind.allCases.flatMap { kind in
        ChannelKind.toPeople.map { NoticeByChannel(kind: kind, channel: $0) }
    }

    /// The name of its box in the form.
    var field: String { "\(kind.rawValue).\(channel.rawValue)" }
}
