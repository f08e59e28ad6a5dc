import CallRules
import HTTPTypes
import Store

/// Whose call it was: what the page for choosing a client shows.
struct CallClientPage {
    let call: CallRow
    let search: String
    /// At most twenty; empty while nothing was searched for.
    let found: [ClientRow]
    /// Who may be meant: another spelling of the number is theirs.
    let similar: [ClientRow]
    /// The client it was just given to; nil: none.
    var attached: Attached?

    /// What was just done, with what it takes to undo it.
    struct Attached {
        let withNumber: Bool
    }
}

extension Pages {
    func showCallClient(_ uuid: String) -> PageAction.Run {
        { visit in
            guard let detail = try store.call(uuid: uuid) else { throw PageRefusal.missing }
            let search = String((visit.query["search"] ?? "").prefix(100))
            var page = CallClientPage(
                call: detail.call, search: search, found: try clients(search),
                similar: try similarClients(to: detail.call))
            if let done = visit.query["done"], detail.call.clientID != nil {
                page.attached = CallClientPage.Attached(withNumber: done == "number")
            }
            return CallClientView(page: page, visitor: visit.visitor).answer()
        }
    }

    /// Gives the call to a client, or takes it back.
    func setCallClient(_ uuid: String) -> PageAction.Run {
        { visit in
            let path = PageRoute.callClient(uuid).path
            let outcome: SaveOutcome<Bool>
            if let id = visit.form["client_id"].flatMap({ Int64($0) }) {
                outcome = try store.attach(
                    Client.ID(id), toCall: uuid, by: try visit.author(), at: visit.now)
                if case .saved(let withNumber) = outcome {
                    return .seeOther(path + (withNumber ? "?done=number" : "?done=call"))
                }
            } else {
                outcome = try store.detachClient(
                    fromCall: uuid, withNumber: visit.form["done"] == "number",
                    by: try visit.author(), at: visit.now)
            }
            switch outcome {
            case .saved, .invalid, .conflict: return .seeOther(path)
            case .missing, .stale: throw PageRefusal.missing
            }
        }
    }

    /// By part of a name or company, or by a number in any spelling.
    private func clients(_ search: String) throws -> [ClientRow] {
        guard !search.isEmpty else { return [] }
        var filter = ClientFilter()
        let phone = PhoneNumber(search)
        if phone.e164 != nil { filter.phone = phone } else { filter.text = search }
        return try store.clients(filter, PageRequest(limit: 20)).items
    }

    private func similarClients(to call: CallRow) throws -> [ClientRow] {
        guard let phone = call.phone, call.clientID == nil else { return [] }
        let matches = try store.matches(of: PhoneNumber(phone))
        return matches.clients + matches.similarClients
    }
}
