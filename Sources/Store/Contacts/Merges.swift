import CallRules
import GRDB

extension ClientDetails {
    /// Merges two clients: missing fields come from `other`; the numbers and admins of both stay.
    package func merged(with other: ClientDetails) -> ClientDetails {
        var merged = self
        merged.externalID = externalID ?? other.externalID
        merged.url = url ?? other.url
        merged.company = company ?? other.company
        merged.phones += other.phones.filter { !phones.has($0) }
        merged.otherPhones += other.otherPhones.filter { !otherPhones.contains($0) }
        merged.adminIDs += other.adminIDs.filter { !adminIDs.contains($0) }
        return merged
    }
}

extension LeadDetails {
    /// Merges two leads: missing fields come from `other`; the numbers of both stay.
    package func merged(with other: LeadDetails) -> LeadDetails {
        var merged = self
        merged.externalID = externalID ?? other.externalID
        merged.url = url ?? other.url
        merged.phones += other.phones.filter { !phones.has($0) }
        merged.otherPhones += other.otherPhones.filter { !otherPhones.contains($0) }
        merged.sourceID = sourceID ?? other.sourceID
        merged.responsibleID = responsibleID ?? other.responsibleID
        return merged
    }
}

/// Two contacts of a kind to merge, as the person saw them.
package struct Merge<ID: RowID>: Hashable, Sendable {
    /// The contact that stays.
    package let kept: ID
    /// `updatedAt` of the kept contact as the person saw it.
    package let keptSeen: Instant
    /// The contact that is deleted.
    package let gone: ID
    /// `updatedAt` of the deleted contact as the person saw it.
    package let goneSeen: Instant

    ///   - keptSeen: `updatedAt` of the kept contact as the person saw it.
    ///   - goneSeen: `updatedAt` of the deleted contact as the person saw it.
    ///   - goneSeen: the same of the other.
    package init(kept: ID, keptSeen: Instant, gone: ID, goneSeen: Instant) {
        self.kept = kept
        self.keptSeen = keptSeen
        self.gone = gone
        self.goneSeen = goneSeen
    }
}

extension Store {
    /// Merges two clients in one transaction: calls, numbers, admins and attachments move to the
    /// kept one.
    /// - Returns: invalid when both together have too many numbers or admins.
    package func merge(
        _ merge: Merge<Client.ID>, by author: Author, at now: Instant
    ) throws(StoreError) -> SaveOutcome<ClientRow> {
        try self.merge(in: ClientTable.self, merge, by: author, at: now) { _, _ in }
    }

    /// Merges two leads in one transaction: calls, numbers, assignments and notices move to the
    /// kept one, which keeps its status.
    /// - Returns: invalid when both together have too many numbers.
    package func merge(
        _ merge: Merge<Lead.ID>, by author: Author, at now: Instant
    ) throws(StoreError) -> SaveOutcome<LeadRow> {
        try self.merge(in: LeadTable.self, merge, by: author, at: now) { merge, transaction in
            try LeadTable.moveOwn(from: merge.gone, to: merge.kept, transaction.db)
        }
    }
}
