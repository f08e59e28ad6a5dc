import CallRules
import JSONText
import Store

/// The week of a form as typed. It is kept as lines, so that a page can carry it in hidden fields:
/// the mode, then `mon|09:00|18:00` for each part of a working day.
struct TypedWeek {
    var mode: Mode
    /// The parts of each working day; a day that is missing is closed.
    var days: [Weekday: [(from: String, until: String)]]

    /// Which week holds.
    enum Mode: String {
        /// Of a line: the company's.
        case company
        case always
        case own
    }

    /// A stored week; nil: none.
    init(_ week: WeekHours?, without mode: Mode = .always) {
        self.mode = week == nil ? mode : .own
        days = [:]
        guard let week else {
            // What somebody who chooses a schedule begins with.
            for day in Weekday.allCases.prefix(5) { days[day] = [("09:00", "18:00")] }
            return
        }
        for day in Weekday.allCases where !week[day].isEmpty {
            days[day] = week[day].map {
                ($0.fromText, $0.untilText)
            }
        }
    }

    /// The lines that were kept.
    init(_ lines: [String]) {
        mode = lines.first.flatMap(Mode.init) ?? .always
        days = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: "|", omittingEmptySubsequences: false).map(
                String.init)
            guard parts.count == 3, let day = Weekday(rawValue: parts[0]) else { continue }
            days[day, default: []].append((parts[1], parts[2]))
        }
    }

    /// The fields of the editor.
    init(_ form: Form, _ name: String) {
        mode = form[TypedWeek.modeField(name)].flatMap(Mode.init) ?? .always
        days = [:]
        for day in Weekday.allCases where form.isTicked(TypedWeek.field(name, day)) {
            let ends = zip(
                form.all(TypedWeek.fromField(name, day)), form.all(TypedWeek.untilField(name, day)))
            let typed = ends.filter { !$0.0.isEmpty || !$0.1.isEmpty }.map { ($0.0, $0.1) }
            // A working day without times is a mistake to tell of.
            days[day] = typed.isEmpty ? [("", "")] : typed
        }
    }

    static func isSent(_ name: String, in form: Form) -> Bool { form[modeField(name)] != nil }

    static func modeField(_ name: String) -> String { "\(name)_mode" }
    static func field(_ name: String, _ day: Weekday) -> String { "\(name)_\(day.rawValue)" }
    static func fromField(_ name: String, _ day: Weekday) -> String { "\(field(name, day))_from" }
    static func untilField(_ name: String, _ day: Weekday) -> String { "\(field(name, day))_to" }

    var lines: [String] {
        [mode.rawValue]
            + Weekday.allCases.flatMap { day in
                (days[day] ?? []).map { "\(day.rawValue)|\($0.from)|\($0.until)" }
            }
    }

    /// The value to save.
    var input: SettingInput {
        guard mode == .own else { return .null }
        return .structure(
            .object(
                Weekday.allCases.map { day in
                    (
                        day.rawValue,
                        .list(
                            (days[day] ?? []).map { .list([.string($0.from), .string($0.until)]) })
                    )
                }))
    }
}

/// The exceptions of a form as typed, kept as lines `2026-12-24|09:00|15:00`.
struct TypedExceptions {
    var rows: [Row]

    struct Row {
        let date: String
        /// Empty, as `until`: closed.
        let from: String
        let until: String

        var isClosed: Bool { from.isEmpty && until.isEmpty }
    }

    /// Stored exceptions.
    init(_ exceptions: [HoursException]) {
        rows = exceptions.map { exception in
            Row(
                date: exception.date.text, from: exception.span?.fromText ?? "",
                until: exception.span?.untilText ?? "")
        }
    }

    /// The lines that were kept.
    init(_ lines: [String]) {
        rows = lines.compactMap { line in
            let parts = line.split(separator: "|", omittingEmptySubsequences: false).map(
                String.init)
            return parts.count == 3 ? Row(date: parts[0], from: parts[1], until: parts[2]) : nil
        }
    }

    /// The fields of the editor; rows without any text are left out.
    init(_ form: Form, _ name: String) {
        let (from, until) = (form.all("\(name)_from"), form.all("\(name)_to"))
        rows = form.all("\(name)_date").enumerated().map { index, date in
            Row(
                date: date, from: index < from.count ? from[index] : "",
                until: index < until.count ? until[index] : "")
        }.filter { !$0.date.isEmpty || !$0.isClosed }
    }

    static func isSent(_ name: String, in form: Form) -> Bool { form["\(name)_date"] != nil }

    var lines: [String] { rows.map { "\($0.date)|\($0.from)|\($0.until)" } }

    /// The value to save.
    var input: SettingInput {
        .structure(
            .list(
                rows.map { row in
                    .object([
                        ("date", .string(row.date)),
                        ("from", row.from.isEmpty ? .null : .string(row.from)),
                        ("to", row.until.isEmpty ? .null : .string(row.until)),
                    ])
                }))
    }
}
