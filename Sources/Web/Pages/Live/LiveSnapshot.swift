import CallRules
import CompanyTime
import Store

/// An employee's live calls and new notices, and the settings for their links.
struct LiveSnapshot: Sendable {
    let state: LiveState
    let settings: Settings
    /// Of calls, by position; empty while no card asks for one.
    let categories: [CallCategory]

    init(
        of person: EmployeeRow, seenBy viewer: Viewer, _ store: Store, _ localize: Localizer
    ) throws(StoreError) {
        settings = store.settings.settings
        state = try store.liveState(
            of: person, seenBy: viewer,
            since: LocalDay(of: localize.now, in: localize.companyClock).start, at: localize.now
        )
        categories =
            state.calls.contains { $0.stage == .answered } ? try store.callCategories() : []
    }
}
