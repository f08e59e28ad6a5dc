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

    /// - Parameter remarks: their notes become reasons of the verdict.
    func apply(
        _ decoded: Decoded, _ remarks: WebhookRemarks = WebhookRemarks(), at now: Instant
    ) throws(SQLiteError) -> Verdict {
        var verdict =
            switch decoded {
            case .messages(let messages): try apply(messages, at: now)
            case .unreadable(let reason):
                Verdict(status: .failed, reasons: [.unreadable(reason)])
            }
        verdict.reasons += remarks.released.reasons
        return verdict
    }

    func apply(_ messages: [Message], at now: Instant) throws(SQLiteError) -> Verdict {
        var verdict = Verdict(status: .duplicate)
        for message in messages {
            switch message {
            case .event(_, let leg), .record(let leg):
                let (call, news) = try join(leg, at: now)
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
        guard let progress = try CallTable.find(id, sql) else { return }
        let call = try self.call(progress.uuid, try LegTable.legs(of: id, sql))
        try update(call, progress, at: now)
    }

    /// - Returns: the call of the leg, and what the leg changed.
    func join(_ told: Leg, at now: Instant) throws(SQLiteError) -> (call: Call.ID, news: News) {
        var told = told
        // A leg whose parent is itself has no parent.
        if told.parent == told.uuid { told.parent = nil }
        // Recordings of other accounts are never stored.
        let recording = told.record?.recordingURL
        told.record?.recordingURL = recording.flatMap {
            RecordingLink.stored($0, domain: settings.settings.phonetDomain)
        }
        let known = try LegTable.find(told.uuid, sql)
        if let stored = known?.leg { told.forget(whatWasErasedIn: stored) }
        let leg = known?.leg.joined(with: told) ?? told
        if let known, known.leg == leg { return (known.call, .nothing) }
        if known?.leg.line != leg.line || known?.leg.number != leg.number {
            try noteLine(of: leg, at: now)
        }
        guard let progress = try call(of: leg, known: known?.call) else {
            return (try begin(leg, at: now), .call)
        }
        var saved = leg
        if let number = progress.madeUpNumber { saved.replaceNumber(by: number) }
        try LegTable.save(saved, call: progress.id, sql)
        let call = try self.call(progress.uuid, try LegTable.legs(of: progress.id, sql))
        try update(call, progress, at: now)
        return (progress.id, .facts)
    }

    /// The call that legs make up. The only place where stored legs become a call whose number is
    /// used: here the company's own lines are told from outside numbers.
    private func call(_ uuid: String, _ legs: [Leg]) throws(SQLiteError) -> Call {
        try Call(uuid: uuid, legs: legs).judged { phone throws(SQLiteError) in
            try LineTable.isLine(phone, sql)
        }
    }

    /// Keeps the line of a leg. When it is new, calls that had it as their outside number are put
    /// right.
    private func noteLine(of leg: Leg, at now: Instant) throws(SQLiteError) {
        guard let line = try LineTable.note(leg, at: now, sql) else { return }
        for call in try LineTable.calls(from: line, sql) { try settle(call, at: now) }
    }

    /// Stores the first leg of a new call.
    private func begin(_ leg: Leg, at now: Instant) throws(SQLiteError) -> Call.ID {
        let call = try self.call(leg.parent ?? leg.uuid, [leg])
        let owner = try owner(of: call, at: now)
        let progress = try CallTable.insert(
            call, of: owner?.employee.id, origin: origin, at: now, sql)
        try LegTable.save(leg, call: progress.id, sql)
        if origin == .recovered {
            try UnruledCallTable.insert(
                progress.id, startedAt: call.startedAt ?? now, at: now, sql)
        }
        try rule(call, progress, of: owner, before: call.extension, at: now)
        return progress.id
    }

    /// The call of a leg, or of its parent when it has one; nil when there is none yet. When both
    /// have a call, the two are merged.
    private func call(of leg: Leg, known: Call.ID?) throws(SQLiteError) -> CallProgress? {
        // Members that arrived before this leg belong to a call with this leg's uuid.
        let own =
            if let known { try CallTable.find(known, sql) } else {
                try CallTable.find(uuid: leg.uuid, sql)
            }
        guard let parent = leg.parent else { return own }
        let theirs =
            if let parentLeg = try LegTable.find(parent, sql) {
                try CallTable.find(parentLeg.call, sql)
            } else {
                try CallTable.find(uuid: parent, sql)
            }
        switch (own, theirs) {
        case (nil, let theirs): return theirs
        case (var own?, nil):
            own.uuid = parent
            return own
        case (let own?, let theirs?):
            return own.id == theirs.id ? own : try CallTable.merge(own, into: theirs, sql)
        }
    }

    private func update(
        _ call: Call, _ progress: CallProgress, at now: Instant
    ) throws(SQLiteError) {
        var progress = progress
        let owner = try owner(of: call, at: now)
        let before = progress.extension
        if call.extension != before {
            progress.extension = call.extension
            progress.employeeID = owner?.employee.id
        } else if call.startedAt != progress.startedAt || progress.employeeID == nil {
            progress.employeeID = owner?.employee.id ?? progress.employeeID
        }
        try CallTable.save(call, progress, at: now, sql)
        try rule(call, progress, of: owner, before: before, at: now)
    }

    /// - Parameter before: the extension of the call before this message.
    private func rule(
        _ call: Call, _ progress: CallProgress, of owner: ExtensionOwner?, before: String?,
        at now: Instant
    ) throws(SQLiteError) {
        try MissedCaseBook(sql: sql).changed(call, progress, at: now)
        if try waits(progress) { return }
        var run = RuleRun(call, progress, of: owner, before: before, settings, origin, at: now, sql)
        try run.run()
        if run.progress != progress { try CallTable.save(run.progress, sql) }
    }

    /// Whether the rules of a call wait until the history after it is read. A webhook about it ends
    /// the wait.
    private func waits(_ progress: CallProgress) throws(SQLiteError) -> Bool {
        guard progress.origin == .recovered else { return false }
        switch (occasion, origin) {
        case (.judging, _): return false
        case (.message, .recovered), (.settling, _):
            return try UnruledCallTable.contains(progress.id, sql)
        case (.message, .webhook):
            try UnruledCallTable.remove(progress.id, sql)
            return false
        }
    }

    /// Runs the rules of a call known only from history.
    func judge(_ id: Call.ID, at now: Instant) throws(SQLiteError) {
        try UnruledCallTable.remove(id, sql)
        guard let progress = try CallTable.find(id, sql) else { return }
        let call = try self.call(progress.uuid, try LegTable.legs(of: id, sql))
        let owner = try owner(of: call, at: now)
        try rule(call, progress, of: owner, before: progress.extension, at: now)
    }

    /// Runs rule C again for a call that made no lead because it was before the connection.
    func createAgain(_ id: Call.ID, at now: Instant) throws(SQLiteError) {
        guard let progress = try CallTable.find(id, sql), !progress.leadCreated else { return }
        let call = try self.call(progress.uuid, try LegTable.legs(of: id, sql))
        let owner = try owner(of: call, at: now)
        var run = RuleRun(
            call, progress, of: owner, before: progress.extension, settings, origin, at: now, sql)
        try run.createAgain()
        if run.progress != progress { try CallTable.save(run.progress, sql) }
    }

    /// Who had the call's extension when the call began.
    private func owner(of call: Call, at now: Instant) throws(SQLiteError) -> ExtensionOwner? {
        guard let `extension` = call.extension else { return nil }
        return try ExtensionOwner.of(`extension`, at: call.startedAt ?? now, sql)
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

    fileprivate mutating func replaceNumber(by madeUp: String) {
        if number != madeUp { contactName = nil }
        number = madeUp
        record?.recordingURL = nil
    }
}
