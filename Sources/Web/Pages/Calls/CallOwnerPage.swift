import CallRules
import HTTPTypes
import Store

/// Data of the page that assigns a call to a client or a lead.
struct CallOwnerPage {
    let kind: Kind
    let call: CallRow
    /// The client or lead the call belongs to; nil: none.
    let owner: Person?
    /// The attachment that assigned it and can be undone; nil: a rule assigned it.
    let attachment: CallAttachment?
    let search: String
    /// Search results, at most twenty; empty when nothing was searched for.
    let found: [Person]
    /// Suggestions: contacts with this number or one with the same last digits.
    let similar: [Person]

    enum Kind {
        case client, lead

        func route(_ uuid: String) -> PageRoute {
            switch self {
            case .client: .callClient(uuid)
            case .lead: .callLead(uuid)
            }
        }

        func owner(_ id: Int64) -> CallOwner {
            switch self {
            case .client: .client(Client.ID(id))
            case .lead: .lead(Lead.ID(id))
            }
        }

        /// Name of the form field with the chosen id.
        var field: String {
            switch self {
            case .client: "client_id"
            case .lead: "lead_id"
            }
        }
    }

    /// A client or a lead.
    struct Person {
        let id: Int64
        let name: String
        let company: String
        let phones: [PhoneNumber]
        let card: PageRoute
    }
}

extension Pages {
    func showCallOwner(_ kind: CallOwnerPage.Kind, _ uuid: String) -> PageAction.Run {
        { visit in
            let viewer = try visit.viewer()
            guard let call = try store.call(uuid: uuid, seenBy: viewer)?.call else {
                throw PageRefusal.missing
            }
            let search = String((visit.query["search"] ?? "").prefix(100))
            let owner = call.owner(kind)
            let page = CallOwnerPage(
                kind: kind, call: call, owner: try owner.flatMap { try person($0, viewer) },
                attachment: try owner.flatMap {
                    try store.attachment(of: $0, toCall: uuid, seenBy: viewer)
                },
                search: search, found: try search.isEmpty ? [] : people(kind, search, viewer),
                similar: try owner == nil ? peopleLike(call, kind, viewer) : [])
            return CallOwnerView(page: page, visitor: visit.visitor)
                .answer(news: ContactsFlash(visit.query))
        }
    }

    /// Assigns the call to a contact, or removes the assignment.
    func setCallOwner(_ kind: CallOwnerPage.Kind, _ uuid: String) -> PageAction.Run {
        { visit in
            let viewer = try visit.viewer()
            guard let call = try store.call(uuid: uuid, seenBy: viewer)?.call else {
                throw PageRefusal.missing
            }
            let way = kind.route(uuid)
            if let id = visit.form[kind.field].flatMap({ Int64($0) }) {
                let outcome = try store.attach(
                    kind.owner(id), toCall: uuid, by: try visit.author(), at: visit.now)
                return try ContactsFlash.saved.answer(outcome, at: { _ in way }) { _ in
                    .seeOther(way.path)
                }
            }
            guard let owner = call.owner(kind) else { return .seeOther(way.path) }
            let outcome = try store.detach(
                owner, fromCall: uuid, by: try visit.author(), at: visit.now)
            return try ContactsFlash.saved.answer(outcome, at: { way }) { _ in .seeOther(way.path)
            }
        }
    }

    /// Without a choice: creates a lead from the call.
    func setCallLead(_ uuid: String) -> PageAction.Run {
        { visit in
            let isChoice = !visit.form.names.isDisjoint(with: ["lead_id", "step"])
            return try (isChoice ? setCallOwner(.lead, uuid) : createLead(uuid))(visit)
        }
    }

    private func person(_ owner: CallOwner, _ viewer: Viewer) throws -> CallOwnerPage.Person? {
        switch owner {
        case .client(let id): try store.client(id, seenBy: viewer).map(CallOwnerPage.Person.init)
        case .lead(let id): try store.lead(id, seenBy: viewer).map(CallOwnerPage.Person.init)
        }
    }

    private func people(
        _ kind: CallOwnerPage.Kind, _ search: String, _ viewer: Viewer
    ) throws -> [CallOwnerPage.Person] {
        let page = Pagination(limit: 20)
        switch kind {
        case .client:
            var filter = ClientFilter()
            filter.search = search
            return try store.clients(filter, page, seenBy: viewer).items.map(
                CallOwnerPage.Person.init)
        case .lead:
            var filter = LeadFilter()
            filter.text = search
            return try store.leads(filter, page, seenBy: viewer).items.map(
                CallOwnerPage.Person.init)
        }
    }

    private func peopleLike(
        _ call: CallRow, _ kind: CallOwnerPage.Kind, _ viewer: Viewer
    ) throws -> [CallOwnerPage.Person] {
        guard let phone = call.number.e164 else { return [] }
        let matches = try store.matches(of: PhoneNumber(phone), seenBy: viewer)
        return switch kind {
        case .client: (matches.clients + matches.similarClients).map(CallOwnerPage.Person.init)
        case .lead: (matches.leads + matches.similarLeads).map(CallOwnerPage.Person.init)
        }
    }
}

extension CallOwnerPage.Person {
    init(_ client: ClientRow) {
        self.init(
            id: client.id.value, name: client.details.name,
            company: client.details.company ?? "", phones: client.details.phones,
            card: .client(client.id.value))
    }

    init(_ lead: LeadRow) {
        self.init(
            id: lead.id.value, name: LeadName.shown(lead.details.name), company: "",
            phones: lead.details.phones, card: .lead(lead.id.value))
    }
}

extension CallRow {
    fileprivate func owner(_ kind: CallOwnerPage.Kind) -> CallOwner? {
        switch kind {
        case .client: clientID.map { .client($0) }
        case .lead: leadID.map { .lead($0) }
        }
    }
}
