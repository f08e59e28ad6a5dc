import CallRules
import HTTPTypes
import Store

/// Data of the page with an employee's notices.
struct NoticesPage {
    let notices: Page<NoticeRow>
    /// Whether this is the first page, with the newest notices.
    let isFirst: Bool
}

extension Pages {
    func showNotices(_ visit: PageVisit) throws -> Answer {
        let after = visit.query["after"].flatMap(Cursor.init)
        let page = NoticesPage(
            notices: try store.ownNotices(
                of: try visit.employee().id, at: visit.now, Pagination(after: after)),
            isFirst: after == nil)
        return NoticesView(page: page, visitor: visit.visitor).answer()
    }

    /// Marks all notices of the employee as seen.
    func seeNotices(_ visit: PageVisit) throws -> Answer {
        try store.seeNotices(of: try visit.employee().id, at: visit.now)
        return .seeOther(PageRoute.notices.path)
    }

    /// Marks a notice as seen and redirects to its call or lead.
    func openNotice(_ id: Int64) -> PageAction.Run {
        { visit in
            let person = try visit.employee().id
            guard let notice = try store.openNotice(id, of: person, at: visit.now) else {
                throw PageRefusal.missing
            }
            return .seeOther(try page(of: notice, visit.viewer()).path)
        }
    }

    /// The lead or call of a notice; the notices themselves, if it is somebody else's by now.
    private func page(of notice: NoticeRow, _ viewer: Viewer) throws -> PageRoute {
        if notice.kind == .leadAssigned, let id = notice.leadID,
            try store.lead(id, seenBy: viewer) != nil
        {
            return .lead(id.value)
        }
        return try store.call(uuid: notice.callUUID, seenBy: viewer) == nil
            ? .notices : .call(notice.callUUID)
    }
}
