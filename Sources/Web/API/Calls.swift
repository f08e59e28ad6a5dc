import CallRules
import HTTPTypes
import JSONText
import Store

extension API {
    func listCalls(_ request: APIRequest) throws -> Answer {
        var query = Query(request.query)
        var filter = CallFilter()
        let settings = store.settings.settings
        let localize = Localizer(
            settings.language, timezone: settings.timezone, now: request.now)
        filter.from = query.moment("from", in: localize, .start)
        filter.to = query.moment("to", in: localize, .end)
        if let direction = query.text("direction") {
            filter.direction = LegDirection(name: direction)
            if filter.direction == nil {
                query.refuse("direction", "must be one of: incoming, outgoing, internal")
            }
        }
        filter.outcome = query.choice("outcome")
        filter.phone = query.phone("phone")
        filter.employeeID = query.id("employee_id")
        if let id: Line.ID = query.id("line_id") {
            // A line there is not has no calls.
            filter.line = store.settings.lines[id]?.number ?? ""
        }
        filter.isWithinHours = (query.choice("hours") as HoursSide?)?.isWithin
        filter.categoryID = query.id("category_id")
        filter.hasNote = query.truth("has_note")
        filter.isIgnored = query.truth("ignored")
        filter.changedAfter = query.changedAfter(in: settings, at: request.now)
        let page = query.page()
        try query.finish()
        return list(try store.calls(filter, page, seenBy: .program), records(request).call)
    }

    func showCall(_ uuid: String, _ request: APIRequest) throws -> Answer {
        let language = store.settings.settings.language
        return try store.call(uuid: uuid, seenBy: .program).map { detail in
            .json(records(request).call(detail, language)).versioned(detail.call.version)
        } ?? .notFound
    }

    func changeCall(_ uuid: String, _ request: APIRequest) throws -> Answer {
        let detail = try store.changeNote(
            ofCall: uuid, if: request.precondition(), by: request.author, at: request.now,
            request.change()
        ).row()
        let language = store.settings.settings.language
        return .json(records(request).call(detail, language)).versioned(detail.call.version)
    }

    /// The recording of a call. Every token may listen; the audit names the token.
    func playRecording(_ uuid: String, _ request: APIRequest) throws -> Answer {
        let settings = store.settings.settings
        let wish = Recordings.RecordingRequest(
            uuid: uuid, range: request.range, isHead: request.isHead, author: request.author,
            localize: Localizer(
                settings.language, timezone: settings.timezone, now: request.now),
            now: request.now)
        return switch try recordings.open(wish) {
        case .success(let answer): answer
        case .failure(let refusal): refusal.problem
        }
    }
}

extension CallNote: FieldRecord {
    mutating func take(_ fields: inout Fields) {
        var typed = text
        fields.text("note", into: &typed)
        if typed != text { write(typed) }
        fields.id("category_id", into: &categoryID)
    }
}

extension RecordJSON {
    /// A call as a list of the API shows it.
    func call(_ call: CallRow) -> JSON { .object(members(call)) }

    /// A call as an event shows it.
    ///
    /// - Parameter most: of its legs; the earliest are shown.
    func call(_ call: CallRow, legs: [LegRow], atMost most: Int) -> JSON {
        var members = members(call)
        members.append(("legs", .list(legs.prefix(most).map { JSON($0, at: now) })))
        if legs.count > most { members.append(("legs_cut", .truth(true))) }
        return .object(members)
    }

    /// A call with its legs, decisions and notices.
    ///
    /// - Parameter language: of the reasons of decisions.
    func call(_ detail: CallDetail, _ language: Language) -> JSON {
        .object(
            members(detail.call) + [
                ("legs", .list(detail.legs.map { JSON($0, at: now) })),
                ("decisions", .list(detail.decisions.map { JSON($0, language) })),
                ("notifications", .list(detail.notices.map { JSON($0) })),
            ])
    }

    private func members(_ call: CallRow) -> [(String, JSON)] {
        [
            ("uuid", .string(call.uuid)),
            ("version", .integer(call.version)),
            ("direction", .text(call.direction?.name)),
            ("state", .string(call.state.rawValue)),
            ("outcome", .text(call.outcome?.rawValue)),
            ("phone", .text(call.number.e164)),
            ("raw_number", .string(call.number.raw)),
            ("number_class", .string(call.number.numberClass.rawValue)),
            ("contact_name", .text(call.contactName)),
            ("trunk", .text(call.line)),
            ("line_id", .id(lines[call.line]?.id)),
            ("line_name", .text(lines[call.line]?.name)),
            ("employee_id", .id(call.employeeID)),
            ("employee_external_id", .text(call.externalIDs.employee)),
            ("extension", .text(call.extension)),
            ("started_at", .time(call.startedAt)),
            ("answered_at", .time(call.answeredAt)),
            ("ended_at", .time(call.endedAt)),
            ("wait_seconds", .number(call.waitSeconds)),
            ("talk_seconds", .number(call.talkSeconds)),
            ("disposition", .number(call.disposition)),
            ("transfer_history", .text(call.transferHistory)),
            ("has_recording", .truth(call.recordingURL != nil)),
            ("recording_state", .string(call.recording(at: now).rawValue)),
            ("client_id", .id(call.clientID)),
            ("client_external_id", .text(call.externalIDs.client)),
            ("lead_id", .id(call.leadID)),
            ("lead_external_id", .text(call.externalIDs.lead)),
            ("card_url", .text(call.card.map { links.card($0, phone: call.number.e164) })),
            ("lead_created", .truth(call.leadCreated)),
            ("note", .text(call.note.text)),
            ("category_id", .id(call.note.categoryID)),
            ("ignored", .truth(call.ignoredBy != nil)),
            ("origin", .string(call.origin.rawValue)),
        ]
    }
}

extension JSON {
    fileprivate init(_ leg: LegRow, at now: Instant) {
        self = .object([
            ("uuid", .string(leg.uuid)),
            ("parent_uuid", .text(leg.parent)),
            ("direction", .text(leg.direction?.name)),
            ("party", .text(leg.partyKind?.name)),
            ("extension", .text(leg.extension)),
            ("name", .text(leg.partyName)),
            ("raw_number", .text(leg.number)),
            ("trunk", .text(leg.line)),
            ("dialled_at", .time(leg.dialledAt)),
            ("answered_at", .time(leg.answeredAt)),
            ("ended_at", .time(leg.endedAt)),
            ("talk_seconds", .number(leg.talkSeconds)),
            ("disposition", .number(leg.disposition)),
            ("transfer_history", .text(leg.transferHistory)),
            ("has_record", .truth(leg.hasCDR)),
            ("has_recording", .truth(leg.isAnswered && leg.recordingURL != nil)),
            ("recording_state", .string(leg.recording(at: now).rawValue)),
        ])
    }

    init(_ decision: DecisionRow, _ language: Language) {
        // The facts are stored as JSON. A damaged row gives an empty object, not an error.
        let facts = (try? JSON.read(Array(decision.factsDocument.utf8), .strict)) ?? .object([])
        self = .object([
            ("rule", .string(decision.rule.rawValue)),
            ("moment", .string(decision.moment.rawValue)),
            ("result", .string(decision.result.rawValue)),
            ("reason", .string(decision.reason.text(language))),
            (
                "reasons",
                .object([("uk", .string(decision.reason.uk)), ("en", .string(decision.reason.en))])
            ),
            ("facts", facts),
            ("settings_version", .integer(decision.settingsVersion)),
            ("at", .time(decision.at)),
        ])
    }
}

extension Party.Kind {
    fileprivate var name: String {
        switch self {
        case .user: "user"
        case .group: "group"
        case .ivr: "ivr"
        case .machine, .unknown: "unknown"
        }
    }
}
