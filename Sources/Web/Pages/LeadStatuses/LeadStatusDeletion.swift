import CallRules
import HTTPTypes
import Store

extension Pages {
    func confirmLeadStatusDeletion(_ id: Int64) -> PageAction.Run {
        confirmDeletion(of: { try store.leadStatus(LeadStatus.ID(id))?.name })
    }

    func deleteLeadStatus(_ id: Int64) -> PageAction.Run {
        deletion(of: { try store.leadStatus(LeadStatus.ID(id))?.name }) { visit in
            try store.deleteLeadStatus(LeadStatus.ID(id), by: visit.author(), at: visit.now)
        }
    }

    func confirmLeadSourceDeletion(_ id: Int64) -> PageAction.Run {
        confirmDeletion(of: { try store.leadSource(LeadSource.ID(id))?.name })
    }

    func deleteLeadSource(_ id: Int64) -> PageAction.Run {
        deletion(of: { try store.leadSource(LeadSource.ID(id))?.name }) { visit in
            try store.deleteLeadSource(LeadSource.ID(id), by: visit.author(), at: visit.now)
        }
    }

    func confirmCallCategoryDeletion(_ id: Int64) -> PageAction.Run {
        confirmDeletion(of: { try store.callCategory(CallCategory.ID(id))?.name })
    }

    func deleteCallCategory(_ id: Int64) -> PageAction.Run {
        deletion(of: { try store.callCategory(CallCategory.ID(id))?.name }) { visit in
            try store.deleteCallCategory(
                CallCategory.ID(id), by: visit.author(), at: visit.now)
        }
    }

    /// Asks for confirmation and shows the name.
    private func confirmDeletion(of name: @escaping () throws -> String?) -> PageAction.Run {
        { visit in try deletionView(name(), [], visit).answer() }
    }

    private func deletion(
        of name: @escaping () throws -> String?,
        _ delete: @escaping (PageVisit) throws -> DeleteOutcome
    ) -> PageAction.Run {
        { visit in
            switch try delete(visit) {
            case .deleted: return LeadStatusesFlash.deleted.answer
            case .missing, .stale: throw PageRefusal.missing
            case .inUse(let places):
                return try deletionView(name(), places, visit).answer(.conflict)
            }
        }
    }

    /// - Parameter name: the name of the row; nil: no such row.
    private func deletionView(
        _ name: String?, _ places: [FieldProblem], _ visit: PageVisit
    ) throws -> LeadStatusDeletionView {
        guard let name else { throw PageRefusal.missing }
        return LeadStatusDeletionView(
            name: name, action: visit.route, places: places, visitor: visit.visitor)
    }
}

/// Asks for confirmation of a deletion, or shows what prevents it.
struct LeadStatusDeletionView {
    let name: String
    let action: PageRoute
    /// The records that still use the row.
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
