import CallRules
import HTTPTypes
import Store

extension Pages {
    /// Asks once, by name.
    func confirmLeadStatusDeletion(_ id: Int64) -> PageAction.Run {
        { visit in try statusDeletion(id, [], visit).answer() }
    }

    func deleteLeadStatus(_ id: Int64) -> PageAction.Run {
        { visit in
            let outcome = try store.deleteLeadStatus(
                LeadStatus.ID(id), by: visit.author(), at: visit.now)
            switch outcome {
            case .deleted: return LeadStatusesFlash.deleted.answer
            case .missing: throw PageRefusal.missing
            case .inUse(let places):
                return try statusDeletion(id, places, visit).answer(.conflict)
            }
        }
    }

    /// Asks once, by name.
    func confirmLeadSourceDeletion(_ id: Int64) -> PageAction.Run {
        { visit in try sourceDeletion(id, [], visit).answer() }
    }

    func deleteLeadSource(_ id: Int64) -> PageAction.Run {
        { visit in
            let outcome = try store.deleteLeadSource(
                LeadSource.ID(id), by: visit.author(), at: visit.now)
            switch outcome {
            case .deleted: return LeadStatusesFlash.deleted.answer
            case .missing: throw PageRefusal.missing
            case .inUse(let places):
                return try sourceDeletion(id, places, visit).answer(.conflict)
            }
        }
    }

    private func statusDeletion(
        _ id: Int64, _ places: [FieldProblem], _ visit: PageVisit
    ) throws -> LeadStatusDeletionView {
        guard let status = try store.leadStatus(LeadStatus.ID(id)) else {
            throw PageRefusal.missing
        }
        return LeadStatusDeletionView(
            name: status.name, action: visit.route, places: places, visitor: visit.visitor)
    }

    private func sourceDeletion(
        _ id: Int64, _ places: [FieldProblem], _ visit: PageVisit
    ) throws -> LeadStatusDeletionView {
        guard let source = try store.leadSource(LeadSource.ID(id)) else {
            throw PageRefusal.missing
        }
        return LeadStatusDeletionView(
            name: source.name, action: visit.route, places: places, visitor: visit.visitor)
    }
}

/// The question before a deletion, or why there will be none.
struct LeadStatusDeletionView {
    let name: String
    let action: PageRoute
    /// Who still uses it.
    let places: [FieldProblem]
    let visitor: Visitor

    private typealias Strings = LeadStatusesStrings

    func answer(_ status: HTTPResponse.Status = .ok) -> Answer {
        let localize = visitor.localizer
        return PageLayout(
            title: localize(Strings.deleteTitle(name)),
            content: """
                <p class="lead">\(localize(Strings.deleteWhy))</p>
                \(UsesNote(heading: Strings.inUse, places: places, localize: localize).html)
                <form class="buttons" method="post" action="\(action.path)">\(FormGuard(visitor).html)
                \(places.isEmpty ? "<button class=\"danger\">\(localize(CommonStrings.delete))</button>" : nil)
                <a class="button" href="\(PageRoute.leadStatuses.path)">\(localize(CommonStrings.keep))</a></form>
                """
        ).answer(for: visitor, status)
    }
}
