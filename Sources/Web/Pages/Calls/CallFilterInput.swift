import CallRules
import CompanyTime
import Store

/// A query of the call log, checked and resolved for one employee at one moment: which calls, in
/// which order, from which cursor.
struct CallFilterInput {
    private(set) var filter = CallFilter()
    private(set) var order = CallOrder.newest
    private(set) var after: Cursor?
    /// The first and the last day; nil: no limit.
    private(set) var days: (first: LocalDay?, last: LocalDay?) = (nil, nil)
    /// One message for each value that is invalid; such a value filters nothing.
    private(set) var problems: [FieldProblem] = []

    private let query: CallsQuery

    /// - Parameters:
    ///   - days: the default period: today and this number of days before.
    ///   - me: the employee for the value `me`.
    init(_ query: CallsQuery, days: Int, me: Employee.ID, _ localize: Localizer) {
        self.query = query
        readPeriod(usual: days, localize)
        readPeople(me)
        readCall()
        filter.waitSeconds = seconds(.waitFrom, .waitTo)
        filter.talkSeconds = seconds(.talkFrom, .talkTo)
        let weekday = number(.weekday, 1...7)
        let hour = number(.hour, 0...23)
        if weekday != nil || hour != nil {
            filter.localHour = LocalHour(weekday: weekday, hour: hour, in: localize.companyClock)
        }
        order = choice(.sort) { CallOrder(rawValue: $0) } ?? .newest
        after = query[.after].isEmpty ? nil : Cursor(query[.after])
    }

    private mutating func readPeriod(usual: Int, _ localize: Localizer) {
        if query[.from].isEmpty, query[.to].isEmpty {
            let period = CallsPeriod(query[.period], usual: usual, localize)
            if period == nil { refuse(.period, CallsStrings.noValue) }
            let shown = period ?? CallsPeriod("", usual: usual, localize)
            // What lasts until today has no end: a call that Phonet dates ahead of us is not left out.
            days = (
                shown?.first, ["today", "yesterday"].contains(query[.period]) ? shown?.last : nil
            )
        } else {
            days.first = day(.from, localize)
            days.last = day(.to, localize)
        }
        filter.from = days.first?.start
        filter.to = days.last?.end
        if let last = days.last, let minutes = timeOfDay() {
            filter.to = min(last.start.advanced(bySeconds: minutes * 60), last.end)
        }
    }

    /// The minutes of `to_time`; nil: there is none, or it is wrong.
    private mutating func timeOfDay() -> Int? {
        choice(.toTime) { text in
            let parts = text.split(separator: ":").compactMap { Int($0) }
            guard parts.count == 2, let hour = parts.first, let minute = parts.last,
                (0...24).contains(hour), (0...59).contains(minute)
            else { return nil }
            return hour * 60 + minute
        }
    }

    private mutating func day(_ field: CallsQuery.Field, _ localize: Localizer) -> LocalDay? {
        guard !query[field].isEmpty else { return nil }
        let day = LocalDay(query[field], in: localize.companyClock)
        if day == nil { refuse(field, CallsStrings.noDay) }
        return day
    }

    private mutating func readPeople(_ me: Employee.ID) {
        switch query[.employee] {
        case "": break
        case "me": filter.employeeID = me
        case "none": filter.hasNoEmployee = true
        default: filter.employeeID = number(.employee, 1...Int.max).map { Employee.ID(Int64($0)) }
        }
        filter.clientID = number(.client, 1...Int.max).map { Client.ID(Int64($0)) }
        filter.leadID = number(.leadID, 1...Int.max).map { Lead.ID(Int64($0)) }
        filter.text = choice(.search, CallsStrings.tooShort) {
            CallFilter.isSearchable($0) ? $0 : nil
        }
        if !query[.number].isEmpty {
            let phone = PhoneNumber(query[.number])
            if phone.numberClass == .hidden {
                refuse(.number, CallsStrings.noNumber)
            } else {
                filter.phone = phone
            }
        }
    }

    private mutating func readCall() {
        if query[.direction] == "outside" {
            filter.isOutside = true
        } else {
            filter.direction = choice(.direction) { LegDirection(name: $0) }
        }
        filter.outcome = choice(.outcome) { Call.Outcome(rawValue: $0) }
        filter.line = query[.line].isEmpty ? nil : query[.line]
        filter.isKnown = truth(.known)
        filter.hasRecording = truth(.recording)
        filter.isReturned = truth(.returned)
        filter.isWithinHours = choice(.hours) { HoursSide(rawValue: $0)?.isWithin }
        switch query[.category] {
        case "": break
        case "none": filter.hasNoCategory = true
        default:
            filter.categoryID = number(.category, 1...Int.max).map { CallCategory.ID(Int64($0)) }
        }
        filter.hasNote = truth(.note)
        switch query[.ignored] {
        case "": break
        case "yes": filter.isIgnored = true
        case "no": filter.isIgnored = false
        default:
            filter.ignoredBy = number(.ignored, 1...Int.max).map { IgnoredNumber.ID(Int64($0)) }
        }
        filter.madeLead = isYes(.lead)
        filter.isFirst = isYes(.first)
        filter.isOnePerNumber = isYes(.unique)
    }

    private mutating func truth(_ field: CallsQuery.Field) -> Bool? {
        choice(field) { ["yes": true, "no": false][$0] }
    }

    private mutating func isYes(_ field: CallsQuery.Field) -> Bool {
        choice(field) { $0 == "yes" ? true : nil } ?? false
    }

    private mutating func seconds(
        _ from: CallsQuery.Field, _ to: CallsQuery.Field
    ) -> SecondsRange {
        let limits = 0...1_000_000
        return SecondsRange(from: number(from, limits), to: number(to, limits))
    }

    private mutating func number(
        _ field: CallsQuery.Field, _ limits: ClosedRange<Int>
    ) -> Int? {
        choice(field) { text in Int(text).flatMap { limits.contains($0) ? $0 : nil } }
    }

    /// Nil: the field is empty or invalid.
    private mutating func choice<Value>(
        _ field: CallsQuery.Field, _ problem: LocalizedText = CallsStrings.noValue,
        _ read: (String) -> Value?
    ) -> Value? {
        guard !query[field].isEmpty else { return nil }
        let value = read(query[field])
        if value == nil { refuse(field, problem) }
        return value
    }

    private mutating func refuse(_ field: CallsQuery.Field, _ problem: LocalizedText) {
        problems.append(FieldProblem(field.rawValue, problem))
    }
}
