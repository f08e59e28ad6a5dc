import CallRules
import JSONText
import Store

/// The form of a line as typed, or as saved.
struct TypedLine {
    var name: String
    /// By the keys of `LineField`: the texts of each.
    private(set) var values: [String: [String]] = [:]

    init(_ row: LineRow) {
        name = row.line.name ?? ""
        for field in LineField.all { values[field.key] = field.texts(of: row.line.own) }
    }

    init(_ form: Form) {
        name = form["name"] ?? ""
        for field in LineField.all {
            let key = field.key
            values[key] =
                switch field.id {
                case .workingHours: TypedWeek(form, key).lines
                case .workingHoursExceptions: TypedExceptions(form, key).lines
                default: form.all(key)
                }
        }
    }

    func text(_ key: String) -> String { values[key]?.first ?? "" }
    func chosen(_ key: String) -> Set<String> { Set(values[key] ?? []) }
    var week: TypedWeek { TypedWeek(values[SettingKey.workingHours.rawValue] ?? []) }
    var exceptions: TypedExceptions {
        TypedExceptions(values[SettingKey.workingHoursExceptions.rawValue] ?? [])
    }

    /// What to save.
    ///
    /// - Parameter own: as saved; employees who were in a list keep their places.
    func change(from own: OwnRules) -> LineChange {
        var change = LineChange()
        change.name = name
        for field in LineField.all { change.rules[field.key] = input(field, own) }
        return change
    }

    private func input(_ field: LineField, _ own: OwnRules) -> SettingInput {
        let text = text(field.key)
        switch field.id {
        case .workingHours: return week.lineInput
        case .workingHoursExceptions: return exceptions.input
        case .notifyMissedUnknownEmployeeIDs, .distributionEmployeeIDs:
            let ids = (values[field.key] ?? []).compactMap { Int64($0) }
            guard case .numbers(let before) = field.value(in: own) else { return .numbers(ids) }
            let kept = before.filter(ids.contains)
            return .numbers(kept + ids.filter { !kept.contains($0) })
        case .missedCallLeadSourceID, .answeredCallLeadSourceID:
            return text.isEmpty ? .null : Int64(text).map { .number($0) } ?? .text(text)
        default:
            return text.isEmpty ? .null : .truth(text == "1")
        }
    }
}

extension LineField {
    /// The texts of a form with this value.
    fileprivate func texts(of own: OwnRules) -> [String] {
        switch id {
        case .workingHours: return TypedWeek(line: own.week).lines
        case .workingHoursExceptions: return TypedExceptions(own.exceptions).lines
        default: break
        }
        return switch value(in: own) {
        case .truth(let truth): [truth ? "1" : "0"]
        case .number(let number): ["\(number)"]
        case .numbers(let numbers): numbers.map { "\($0)" }
        case .null, .text, .texts, .structure, .named: []
        }
    }
}

extension TypedWeek {
    /// Of a line, which may work around the clock although the company does not.
    init(line week: WeekHours?) {
        self.init(week, without: .company)
        let isWhole = week.map { week in Weekday.allCases.allSatisfy { week[$0] == [.wholeDay] } }
        if isWhole == true { mode = .always }
    }

    /// The value to save for a line.
    fileprivate var lineInput: SettingInput {
        switch mode {
        case .company: return .null
        case .own: return input
        case .always:
            var whole = self
            whole.mode = .own
            for day in Weekday.allCases { whole.days[day] = [("00:00", "00:00")] }
            return whole.input
        }
    }
}
