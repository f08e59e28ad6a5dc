import CallRules
import GRDB

/// The steps from a fresh database to the first calls that arrive, in the order of the page.
package enum ConnectingStep: String, CaseIterable, Sendable {
    case domainAndKeySaved
    /// The check succeeded with the saved domain and key.
    case connectionChecked
    /// Received from a trusted source, as in the next two cases.
    case lookupReceived
    case eventReceived
    case recordReceived
    /// An active employee has an extension.
    case extensionOwned
    /// A rule of the company, or one that a line has of its own.
    case ruleOn
}

extension Store {
    /// The steps that are done.
    package func connectingSteps() throws(StoreError) -> Set<ConnectingStep> {
        let lines = settings.lines.all
        return try read { db in
            let settings = try SettingTable.current(db).settings
            let check = try ConnectionCheckTable.last(db)
            let received = Set(
                try String.fetchAll(
                    db.cachedStatement(sql: "SELECT kind FROM last_received WHERE trusted = 1")
                )
                .compactMap(LastReceived.Kind.init))
            let isOwned = try Bool.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT EXISTS (
                            SELECT 1 FROM employee WHERE active = 1 AND extension IS NOT NULL)
                        """))
            return Set(
                ConnectingStep.allCases.filter { step in
                    switch step {
                    case .domainAndKeySaved:
                        !settings.phonetDomain.isEmpty && !settings.phonetAPIKey.isEmpty
                    case .connectionChecked:
                        check.map { $0.succeeded && !$0.isOutdated } ?? false
                    case .lookupReceived: received.contains(.customerData)
                    case .eventReceived:
                        !received.isDisjoint(with: [.dial, .bridge, .hangup])
                    case .recordReceived: received.contains(.afterCallEnd)
                    case .extensionOwned: isOwned ?? false
                    case .ruleOn: settings.hasRuleOn || lines.contains { $0.own.hasRuleOn }
                    }
                })
        }
    }
}
