import CallRules
import Store

// What stories read that are about something else than who sees what. The program itself always says for
// whom it reads.
extension Store {
    package func calls(
        _ filter: CallFilter, _ page: Pagination, by order: CallOrder = .newest
    ) throws(StoreError) -> Page<CallRow> {
        try calls(filter, page, by: order, seenBy: .program)
    }

    package func call(uuid: String) throws(StoreError) -> CallDetail? {
        try call(uuid: uuid, seenBy: .program)
    }

    package func client(_ id: Client.ID) throws(StoreError) -> ClientRow? {
        try client(id, seenBy: .program)
    }

    package func lead(_ id: Lead.ID) throws(StoreError) -> LeadRow? {
        try lead(id, seenBy: .program)
    }

    package func clients(
        _ filter: ClientFilter, _ page: Pagination
    ) throws(StoreError) -> Page<ClientRow> {
        try clients(filter, page, seenBy: .program)
    }

    package func leads(
        _ filter: LeadFilter, _ page: Pagination
    ) throws(StoreError) -> Page<LeadRow> {
        try leads(filter, page, seenBy: .program)
    }

    package func clientCard(_ id: Client.ID) throws(StoreError) -> ClientCard? {
        try clientCard(id, seenBy: .program)
    }

    package func leadCard(_ id: Lead.ID) throws(StoreError) -> LeadCard? {
        try leadCard(id, seenBy: .program)
    }

    package func matches(of number: PhoneNumber) throws(StoreError) -> NumberMatches {
        try matches(of: number, seenBy: .program)
    }

    package func attachment(
        of owner: CallOwner, toCall uuid: String
    ) throws(StoreError) -> CallAttachment? {
        try attachment(of: owner, toCall: uuid, seenBy: .program)
    }

    package func statistics(
        of period: CallStatistics.Period, _ scope: StatisticsScope = .everybody,
        withIgnored: Bool = false, on line: String? = nil
    ) throws(StoreError) -> CallStatistics {
        try statistics(of: period, scope, withIgnored: withIgnored, on: line, seenBy: .program)
    }

    package func statistics(
        of now: CallStatistics.Period, comparedWith before: CallStatistics.Period,
        _ scope: StatisticsScope = .everybody
    ) throws(StoreError) -> (now: CallStatistics, before: CallStatistics) {
        try statistics(of: now, comparedWith: before, scope, seenBy: .program)
    }

    package func missedCases(
        _ filter: MissedCaseFilter, _ page: Pagination, at now: Instant
    ) throws(StoreError) -> Page<MissedCaseRow> {
        try missedCases(filter, page, seenBy: .program, at: now)
    }

    package func missedCase(_ id: MissedCase.ID) throws(StoreError) -> MissedCaseRow? {
        try missedCase(id, seenBy: .program)
    }

    package func openMissedCases(for employee: Employee.ID) throws(StoreError) -> Int {
        try openMissedCases(for: employee, seenBy: .program)
    }

    package func notices(
        _ filter: NoticeFilter, _ page: Pagination
    ) throws(StoreError) -> Page<NoticeRow> {
        try notices(filter, page, seenBy: .program)
    }

    package func liveState(
        of person: EmployeeRow, since morning: Instant, at now: Instant
    ) throws(StoreError) -> LiveState {
        try liveState(of: person, seenBy: own(person), since: morning, at: now)
    }

    package func isSeen(
        _ stamp: LiveVersion, by person: EmployeeRow, at now: Instant
    ) throws(StoreError) -> Bool {
        try isSeen(stamp, by: person, seenBy: own(person), at: now)
    }

    package func diallingProgress(_ id: Dialling.ID) throws(StoreError) -> DiallingProgress? {
        try diallingProgress(id, seenBy: .program)
    }

    package func dismissCall(
        uuid: String, of person: Employee.ID, at now: Instant
    ) throws(StoreError) -> Bool {
        try dismissCall(uuid: uuid, of: person, seenBy: .program, at: now)
    }

    /// The employee with the role of their own.
    private func own(_ person: EmployeeRow) -> Viewer {
        Viewer(person, role: person.details.role, settings.settings)
    }
}
