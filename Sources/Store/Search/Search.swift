import CallRules
import GRDB

/// What a search of everything found, the best of each kind.
package struct SearchResults: Sendable {
    /// By id, the earliest first.
    package var clients: [ClientRow] = []
    /// The newest first.
    package var leads: [LeadRow] = []
    /// The latest call of each number, the latest first.
    package var calls: [CallRow] = []
    /// Whether there is more of a kind than is shown.
    package var hasMoreClients = false
    package var hasMoreLeads = false
    package var hasMoreCalls = false

    /// Nothing was found.
    package init() {}

    package var isEmpty: Bool { clients.isEmpty && leads.isEmpty && calls.isEmpty }
}

extension Store {
    /// Searches clients, leads and calls that the viewer sees: by parts of a name, or by three or more
    /// digits anywhere in a number.
    ///
    /// - Parameters:
    ///   - typed: text of a search field.
    ///   - limit: the most of each kind.
    /// - Returns: nil: too little was typed.
    package func search(
        _ typed: String, limit: Int = 8, seenBy viewer: Viewer
    ) throws(StoreError) -> SearchResults? {
        guard let text = SearchText(typed) else { return nil }
        var wanted = ClientFilter()
        wanted.search = text.text
        var wantedLeads = LeadFilter()
        wantedLeads.text = text.text
        let page = Pagination(limit: limit)
        let clients = try clients(wanted, page, seenBy: viewer)
        let leads = try leads(wantedLeads, page, seenBy: viewer)
        let theirs = clients.items.flatMap(\.details.phones) + leads.items.flatMap(\.details.phones)
        try prepareSearch()
        let calls = try read { db in
            try LatestCalls(
                text, of: theirs.compactMap(\.e164), limit: limit + 1, viewer: viewer, db
            ).rows()
        }
        var results = SearchResults()
        (results.clients, results.hasMoreClients) = (clients.items, clients.next != nil)
        (results.leads, results.hasMoreLeads) = (leads.items, leads.next != nil)
        results.calls = Array(calls.prefix(limit))
        results.hasMoreCalls = calls.count > limit
        return results
    }
}
