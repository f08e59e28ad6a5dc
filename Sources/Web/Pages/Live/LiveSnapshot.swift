import CallRules
import CompanyTime
import Store

/// What somebody's pages show of just now, with what the links on it are made of.
struct LiveSnapshot: Sendable {
    let state: LiveState
    let settings: Settings

    init(of person: EmployeeRow, _ store: Store, _ localize: Localizer) throws(StoreError) {
        settings = store.settings.settings
        state = try store.liveState(
            of: person, since: LocalDay(of: localize.now, in: localize.companyClock).start,
            at: localize.now
        )
    }
}
