import CallRules

/// Applies messages to the calls they belong to, inside one transaction: joins legs, finds or
/// merges calls, runs the rules.
struct CallBook {
    let settings: SettingsSnapshot
    let sql: Connection
    /// How the messages came to the gateway.
    var origin = CallSource.webhook
    var occasion = Occasion.message

    /// Why the calls are looked at.
    enum Occasion {
        case message
        /// Their settling time has passed.
        case settling
        /// They are known only from history, and the history after them was read.
        case judging
    }

    /// What a leg changed.
    enum News {
        /// Nothing: everything was already known.
        case nothing
        /// Facts of a call that was already known.
        case facts
        /// A new call.
        case call
    }

    /// - Parameters:
    ///   - remarks: their notes become reasons of the verdict.
    ///   - arrival: when the messages arrived; nil: now.
    func apply(
        _ decoded: Decoded, _ remarks: WebhookRemarks = WebhookRemarks(), at now: Instant,
        arrivedAt arrival: Instant? = nil
    ) throws(SQLiteError) -> MessageResult {
        var verdict =
            switch decoded {
            case .messages(let messages): try apply(messages, at: now, arrivedAt: arrival)
            case .unreadable(let reason):
                MessageResult(status: .failed, reasons: [.unreadable(reason)])
            }
        verdict.reasons += remarks.released.reasons
        return verdict
    }

    func apply(
        _ messages: [Message], at now: Instant, arrivedAt arrival: Instant? = nil
    ) throws(SQLiteError) -> MessageResult {
        var verdict = MessageResult(status: .duplicate)
        for message in messages {
            switch message {
            case .event(_, let leg), .record(let leg):
                let (call, news) = try join(leg, at: now, arrivedAt: arrival)
                if !leg.isBelievable(at: arrival ?? now) {
                    verdict.reasons.append(.implausibleTime)
                }
                verdict.callID = verdict.callID ?? call
                if news != .nothing { verdict.status = .processed }
            case .pause(let who, let on):
                if try pause(who, on: on, at: now) { verdict.status = .processed }
                verdict.reasons.append(.pause(isOn: on))
            case .lookup:
                verdict.status = .processed
            case .unknown(let reason):
                verdict.status = .processed
                verdict.reasons.append(.unknown(reason))
            }
        }
        if messages.isEmpty { verdict.reasons.append(.noItems) }
        return verdict
    }

    func settle(_ id: Call.ID, at now: Instant) throws(SQLiteError) {
        guard let (call, progress) = try CallBook.stored(id, sql) else { return }
        try update(call, progress, at: now)
    }

    /// A call as its stored legs make it up, and what else is stored of it; nil: there is none.
    static func stored(
        _ id: Call.ID, _ sql: Connection
    ) throws(SQLiteError) -> (call: Call, progress: CallProgress)? {
        guard let progress = try CallTable.find(id, sql) else { return nil }
        let legs = try LegTable.legs(of: id, sql)
        return (try LineTable.judged(Call(uuid: progress.uuid, legs: legs), sql), progress)
    }

    /// - Parameter arrival: when the message arrived; nil: now.
    /// - Returns: the call of the leg, and what the leg changed.
    func join(
        _ message: Leg, at now: Instant, arrivedAt arrival: Instant? = nil
    ) throws(SQLiteError) -> (call: Call.ID, news: News) {
        var told = message.asFacts(arrivedAt: arrival ?? now)
        // Recordings of other accounts are never stored.
        let recording = told.record?.recordingURL
        told.record?.recordingURL = recording.flatMap {
            RecordingLink.stored($0, domain: settings.settings.phonetDomain)
        }
        let known = try LegTable.find(told.uuid, sql)
        if let stored = known?.leg { told.forget(whatWasErasedIn: stored) }
        let leg = known?.leg.joined(with: told) ?? told
        // Of several parents the leg keeps one. The others still belong to its call.
        let aliases = Set([told.parent, known?.leg.parent].compactMap(\.self))
            .subtracting([leg.parent].compactMap(\.self))
        if let known, known.leg == leg, try areKnown(aliases, of: known.call) {
            return (known.call, .nothing)
        }
        if known?.leg.line != leg.line || known?.leg.number != leg.number {
            try noteLine(of: leg, at: now)
        }
        guard var progress = try call(of: leg, known, naming: told.parent) else {
            return (try begin(leg, at: now), .call)
        }
        var saved = leg
        if let number = progress.pseudonymNumber { saved.replaceNumber(by: number) }
        try LegTable.save(saved, call: progress.id, sql)
        for alias in aliases { try CallAliasTable.insert(alias, of: progress.id, sql) }
        try update(regrouped(&progress), progress, at: now)
        return (progress.id, .facts)
    }

    /// Keeps the line of a leg. When it is new, calls that had it as their outside number are put
    /// right.
    private func noteLine(of leg: Leg, at now: Instant) throws(SQLiteError) {
        guard let line = try LineTable.note(leg, settings.lines, at: now, sql) else { return }
        for call in try LineTable.calls(from: line, sql) { try settle(call, at: now) }
    }

    private func areKnown(_ aliases: Set<String>, of call: Call.ID) throws(SQLiteError) -> Bool {
        for alias in aliases where try CallAliasTable.call(alias, sql) != call { return false }
        return true
    }

    /// The call as its legs now make it up, under the uuid of its root. Other uuids that messages
    /// named are kept as aliases.
    func regrouped(_ progress: inout CallProgress) throws(SQLiteError) -> Call {
        var legs = try LegTable.legs(of: progress.id, sql)
        var named: Set<String> = []
        if let uuid = Call.uuid(of: legs), uuid != progress.uuid {
            named.insert(progress.uuid)
            if let other = try CallTable.find(uuid: uuid, sql), other.id != progress.id {
                progress = try CallMerge.merge(other, into: progress, sql)
                legs = try LegTable.legs(of: progress.id, sql)
            }
            progress.uuid = uuid
        }
        if legs.count > 1 || !named.isEmpty {
            named.formUnion(legs.compactMap(\.parent))
            named.subtract(legs.map(\.uuid))
            named.remove(progress.uuid)
            for alias in named { try CallAliasTable.insert(alias, of: progress.id, sql) }
        }
        return try LineTable.judged(Call(uuid: progress.uuid, legs: legs), sql)
    }

    /// Stores the first leg of a new call.
    private func begin(_ leg: Leg, at now: Instant) throws(SQLiteError) -> Call.ID {
        let call = try LineTable.judged(
            Call(uuid: leg.parent ?? leg.uuid, legs: [leg]), sql)
        let owner = try owner(of: call, at: now)
        let progress = try CallTable.insert(
            call, of: owner?.employee.id, origin: origin,
            ignoredBy: settings.ignored.entry(of: call.number.e164)?.id, at: now, sql)
        try LegTable.save(leg, call: progress.id, sql)
        try ParticipantTable.note(call, progress, at: now, sql)
        if origin == .recovered {
            try UnruledCallTable.insert(
                progress.id, startedAt: call.startedAt ?? now, at: now, sql)
        }
        try rule(call, progress, of: owner, before: call.extension, at: now)
        return progress.id
    }

    /// The call of a leg and of its parent; nil when neither has one yet. When both have a call,
    /// the two are merged.
    ///
    /// - Parameter parent: the one that this message names. It was looked for before if the leg is
    ///   known with it.
    private func call(
        of leg: Leg, _ known: (leg: Leg, call: Call.ID)?, naming parent: String?
    ) throws(SQLiteError) -> CallProgress? {
        let own =
            if let known { try CallTable.find(known.call, sql) } else {
                try call(awaiting: leg.uuid)
            }
        guard let parent, parent != known?.leg.parent, let theirs = try call(named: parent) else {
            return own
        }
        guard let own, own.id != theirs.id else { return theirs }
        return try CallMerge.merge(own, into: theirs, sql)
    }

    /// The call that has a leg with this uuid, or to which messages said that it belongs.
    private func call(named uuid: String) throws(SQLiteError) -> CallProgress? {
        if let leg = try LegTable.find(uuid, sql) { return try CallTable.find(leg.call, sql) }
        return try call(awaiting: uuid)
    }

    /// The call to which messages said that a leg belongs that was not seen yet.
    private func call(awaiting uuid: String) throws(SQLiteError) -> CallProgress? {
        if let call = try CallTable.find(uuid: uuid, sql) { return call }
        guard let call = try CallAliasTable.call(uuid, sql) else { return nil }
        return try CallTable.find(call, sql)
    }

    /// - Returns: true when the pause changed.
    private func pause(
        _ extension: String?, on: Bool, at now: Instant
    ) throws(SQLiteError) -> Bool {
        guard let `extension` else { return true }
        try sql.run(
            """
            INSERT INTO pause (extension, is_on, at) VALUES (?1, ?2, ?3)
            ON CONFLICT (extension) DO UPDATE SET is_on = ?2, at = ?3 WHERE is_on <> ?2
            """, .text(`extension`), SQLValue(on), SQLValue(now))
        return sql.changes > 0
    }
}

extension Leg {
    /// Keeps the pseudonym and the stored name when Phonet sends the number of an erased call
    /// again.
    fileprivate mutating func forget(whatWasErasedIn stored: Leg) {
        guard let number = stored.number, PseudonymNumber(number) != nil else { return }
        replaceNumber(by: number)
        contactName = stored.contactName
    }

    fileprivate mutating func replaceNumber(by pseudonym: String) {
        if number != pseudonym { contactName = nil }
        number = pseudonym
        record?.recordingURL = nil
    }
}
