import CallRules

/// A hypothetical call for the what-if page.
package struct Simulation: Sendable {
    package let direction: Facts.Direction
    package let outcome: Call.Outcome
    /// The outside number in any spelling.
    package let phone: String
    /// The internal number that answers, calls or rings; nil: none.
    package let `extension`: String?
    /// What Phonet calls the line; nil: one without settings of its own.
    package let line: String?

    package init(
        direction: Facts.Direction, outcome: Call.Outcome, phone: String, extension: String?,
        line: String? = nil
    ) {
        self.direction = direction
        self.outcome = outcome
        self.phone = phone
        self.extension = `extension`
        self.line = line
    }

    /// The messages Phonet would send, from the ringing to the CDR.
    func messages(at now: Instant) -> [Message] {
        var leg = Leg(uuid: "what-if")
        leg.direction = direction == .incoming ? .incoming : .outgoing
        leg.number = phone
        leg.line = line
        leg.party = `extension`.map { Party(kind: .user, extension: $0, name: nil) }
        leg.partyAt = now
        var dial = leg
        dial.dialSeen = true
        dial.dialAt = now
        var record = CDR()
        record.endAt = now.advanced(bySeconds: 60)
        record.duration = 60
        record.billSeconds = outcome == .answered ? 50 : 0
        record.disposition = outcome == .answered ? 0 : 1
        record.party = leg.party
        leg.record = record
        return [.event(.dial, dial), .record(leg)]
    }
}

/// Settings as typed on a page and not yet saved.
package struct TypedChanges: Sendable {
    package let changes: [String: SettingInput]
    /// Hosts that the operator allows as `phonet_domain` beside Phonet's own.
    package let extraHosts: [String]

    package init(_ changes: [String: SettingInput], extraHosts: [String]) {
        self.changes = changes
        self.extraHosts = extraHosts
    }
}

extension Store {
    /// Runs the call through the same rules and tables as a real call inside a savepoint, lets
    /// `read` read the result, and rolls back. Nothing stays stored.
    ///
    /// - Parameter typed: settings that are typed and not saved; nil: the saved ones.
    /// - Returns: the result, or `.invalid` if the typed settings could not be saved.
    func simulate<Result: Sendable>(
        _ simulation: Simulation, under typed: TypedChanges?, at now: Instant,
        read: @escaping (Writer.Transaction, Call.ID) throws -> Result
    ) throws(StoreError) -> SaveOutcome<Result?> {
        do {
            return .saved(
                try writer.perform(.phonet(at: now)) { [settingsCache] tx -> Result? in
                    var settings = settingsCache.current
                    if let typed {
                        let save = SettingSave(
                            author: .command, trusted: nil, extraHosts: typed.extraHosts, at: now)
                        settings = SettingsSnapshot(
                            version: settings.version,
                            settings: try save.merged(
                                typed.changes, into: settings.settings, tx.db))
                    }
                    let book = CallBook(settings: settings, sql: tx.sql)
                    let verdict = try book.apply(simulation.messages(at: now), at: now)
                    throw Played(result: try verdict.callID.map { try read(tx, $0) })
                })
        } catch let played as Played<Result> {
            return .saved(played.result)
        } catch Refusal.invalid(let problems) {
            return .invalid(problems)
        } catch let error as StoreError {
            throw error
        } catch {
            throw StoreError(error)
        }
    }
}

extension Store {
    /// The same under the saved settings; nil: no call came of it.
    func simulate<Result: Sendable>(
        _ simulation: Simulation, at now: Instant,
        read: @escaping (Writer.Transaction, Call.ID) throws -> Result
    ) throws(StoreError) -> Result? {
        guard case .saved(let result) = try simulate(simulation, under: nil, at: now, read: read)
        else { return nil }
        return result
    }
}

/// Thrown to roll back the savepoint of a simulation; carries the result.
private struct Played<Result>: Error, @unchecked Sendable {
    let result: Result?
}
