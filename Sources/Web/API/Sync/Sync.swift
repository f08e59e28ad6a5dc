import CallRules
import HTTPTypes
import JSONText
import Store

extension API {
    /// Takes the lines of a CRM: clients, leads or employees by its own ids.
    ///
    /// - Parameter next: the next piece of the body; nil at its end.
    func sync(
        _ kind: SyncKind, _ request: APIRequest, next: () throws -> [UInt8]?
    ) throws -> Answer {
        let body = try SyncBody(contentType: request.contentType)
        let wanted = try request.sync(kind)
        // A snapshot would remove what another adds at the same time.
        let key = Array("sync \(kind.rawValue) \(wanted.source)".utf8)
        guard underWay.begin(key) else {
            throw APIError(
                .problem(
                    .conflict, "Another sync of this source is being carried out.",
                    cause: "under_way"))
        }
        defer { underWay.end(key) }
        let session = try SyncSession(wanted, in: store, clock: clock)
        try body.read(kind, next: next) { try session.take($0) }
        switch try session.end() {
        case .done(let tally): return .json(.object(tally.members))
        case .braked(let removing, let tally):
            return .problem(
                .conflict,
                """
                \(removing) records would be removed. If that is meant, send the last part again with \
                confirm=\(removing). Nothing was removed; what the lines add and change is stored.
                """,
                cause: "many_removals",
                members: [("removing", .number(removing))] + tally.members)
        }
    }
}

extension SyncTally {
    fileprivate var members: [(String, JSON)] {
        let more: [(String, JSON)] = [
            ("refused_count", .number(refusedCount)), ("warning_count", .number(warningCount)),
        ]
        return [
            ("added", .number(added)), ("changed", .number(changed)),
            ("unchanged", .number(unchanged)), ("removed", .number(removed)),
            ("refused", .list(refused.map(\.json))), ("warnings", .list(warnings.map(\.json))),
        ] + more
    }
}

extension SyncTally.Refused {
    fileprivate var json: JSON {
        .object([
            ("line", .number(line)), ("external_id", .text(externalID)),
            (
                "errors",
                .list(
                    problems.map { problem in
                        .object([
                            ("field", .string(problem.field)),
                            ("message", .string(problem.message.en)),
                        ])
                    })
            ),
        ])
    }
}

extension SyncTally.Warning {
    fileprivate var json: JSON {
        .object([
            ("line", .number(line)), ("external_id", .text(externalID)),
            ("message", .string(message)),
        ])
    }
}

extension APIRequest {
    /// The parameters of a sync.
    ///
    /// - Throws: a 422 for wrong, missing or unknown ones.
    fileprivate func sync(_ kind: SyncKind) throws(APIError) -> SyncRequest {
        var query = Query(query)
        let source = query.text("source") ?? ""
        let isName =
            (1...40).contains(source.utf8.count)
            && source.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x61...0x7A: true
                default: "._-".utf8.contains(byte)
                }
            }
        if !isName { query.refuse("source", "must have 1 to 40 of a-z, 0-9, . _ -") }
        let mode: SyncRequest.Mode? = query.choice("mode")
        if mode == nil, query.problems.allSatisfy({ $0.field != "mode" }) {
            query.refuse("mode", "must be given: changes or snapshot")
        }
        let run = query.text("run")
        if let run, !(1...100).contains(run.unicodeScalars.count) {
            query.refuse("run", "must have 1 to 100 characters")
        }
        let last = query.truth("last")
        if run == nil, last == false { query.refuse("last", "needs run") }
        var confirmed: Int?
        if let text = query.text("confirm") {
            confirmed = Int(text)
            if confirmed == nil { query.refuse("confirm", "must be the number of removals") }
        }
        try query.finish()
        return SyncRequest(
            kind: kind, source: source, mode: mode ?? .changes,
            part: run.map { SyncRequest.Part(run: $0, isLast: last ?? false) },
            confirmed: confirmed, mayChangeAdministrators: token.grant.allows(.admin),
            author: author)
    }
}
