import CallRules

/// What a change of a call's legs means for its rules.
extension CallBook {
    func update(
        _ call: Call, _ progress: CallProgress, at now: Instant
    ) throws(SQLiteError) {
        var progress = progress
        let before = progress.extension
        let owner = try assign(call, &progress, at: now)
        try CallTable.save(call, progress, at: now, sql)
        let isIgnoredAnew = decideIgnored(call, &progress)
        // The root has come after its parts, or a number after its call: what was found, made and told
        // for the former basis is not that of the call. Noted, because the rules may have to wait.
        let isAnother = progress.wasAnother(than: call, settings.lines)
        if isAnother { progress.outdated = progress.decided }
        if isIgnoredAnew || isAnother { try CallTable.save(progress, sql) }
        try ParticipantTable.note(call, progress, at: now, sql)
        if isAnother, progress.hasContact {
            try sql.asRules { () throws(SQLiteError) in
                try Reopening.takeBack(of: call, progress.id, at: now, sql)
                if progress.numbersLeft(by: call).isEmpty {
                    try takeBackLeads(call, &progress)
                } else {
                    try relink(call, &progress, runsRules: true, at: now)
                }
                try CallTable.save(progress, sql)
            }
        }
        try rule(call, progress, of: owner, before: before, at: now)
    }

    /// Asks the ignore list about a call whose number is new, or that nobody has answered or missed yet.
    /// What was decided then stays, whatever becomes of the list: rules ran, or did not, because of it.
    ///
    /// - Returns: whether it is decided otherwise than before.
    func decideIgnored(_ call: Call, _ progress: inout CallProgress) -> Bool {
        let number = call.number.e164
        let isDecided = progress.decided.contains(.answered) || progress.decided.contains(.missed)
        if isDecided, progress.bases.allSatisfy({ $0.phone == number }) { return false }
        let entry = settings.ignored.entry(of: number)?.id
        guard entry != progress.ignoredBy else { return false }
        progress.ignoredBy = entry
        return true
    }

    /// Names the employee of the call.
    ///
    /// - Returns: who had its extension when it began; nil: nobody.
    func assign(
        _ call: Call, _ progress: inout CallProgress, at now: Instant
    ) throws(SQLiteError) -> ExtensionOwner? {
        let owner = try owner(of: call, at: now)
        if call.extension != progress.extension {
            progress.extension = call.extension
            progress.employeeID = owner?.employee.id
        } else if call.startedAt != progress.startedAt || progress.employeeID == nil {
            progress.employeeID = owner?.employee.id ?? progress.employeeID
        }
        return owner
    }

    /// - Parameter before: the extension of the call before this message.
    func rule(
        _ call: Call, _ progress: CallProgress, of owner: ExtensionOwner?, before: String?,
        at now: Instant
    ) throws(SQLiteError) {
        var freed = try MissedCaseBook(sql: sql).changed(call, progress, at: now)
        freed.formUnion(progress.numbersLeft(by: call))
        if try !waits(progress) {
            try run(call, progress, of: owner, before: before, at: now) {
                run throws(SQLiteError) in try run.run()
            }
        }
        for phone in freed { try tellAgain(of: phone, besides: progress.id, at: now) }
    }

    /// Has rules decide about a call, and saves what they changed of it.
    private func run(
        _ call: Call, _ progress: CallProgress, of owner: ExtensionOwner?, before: String?,
        at now: Instant, _ rules: (inout RuleRun) throws(SQLiteError) -> Void
    ) throws(SQLiteError) {
        try sql.asRules { () throws(SQLiteError) in
            var run = try RuleRun(
                call, progress, of: owner, before: before, settings, origin, at: now, sql)
            try rules(&run)
            if run.progress != progress { try CallTable.save(run.progress, sql) }
        }
    }

    /// The same for a stored call of which nothing new was said.
    private func runAgain(
        _ call: Call, _ progress: CallProgress, at now: Instant,
        _ rules: (inout RuleRun) throws(SQLiteError) -> Void
    ) throws(SQLiteError) {
        try run(
            call, progress, of: owner(of: call, at: now), before: progress.extension, at: now, rules
        )
    }

    /// A conversation with a number proved to be none, or one with another number: of calls that nobody
    /// was told about because of it people are told now.
    private func tellAgain(
        of phone: String, besides id: Call.ID, at now: Instant
    ) throws(SQLiteError) {
        for silent in try MissedCallerReading.silent(phone, besides: id, sql) {
            guard let (call, progress) = try CallBook.stored(silent, sql), try !waits(progress)
            else { continue }
            try runAgain(call, progress, at: now) { run throws(SQLiteError) in try run.tellAgain() }
        }
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
        guard let stored = try CallBook.stored(id, sql) else { return }
        let call = stored.call
        var progress = stored.progress
        if decideIgnored(call, &progress) { try CallTable.save(progress, sql) }
        let owner = try owner(of: call, at: now)
        try rule(call, progress, of: owner, before: progress.extension, at: now)
    }

    /// Runs rule C again for a call that made no lead because it was before the connection.
    func createAgain(_ id: Call.ID, at now: Instant) throws(SQLiteError) {
        guard let (call, progress) = try CallBook.stored(id, sql), !progress.leadCreated else {
            return
        }
        try runAgain(call, progress, at: now) { run throws(SQLiteError) in try run.createAgain() }
    }

    /// Who had the call's extension when the call began.
    func owner(of call: Call, at now: Instant) throws(SQLiteError) -> ExtensionOwner? {
        guard let `extension` = call.extension else { return nil }
        return try ExtensionOwner.of(`extension`, at: call.startedAt ?? now, sql)
    }
}
