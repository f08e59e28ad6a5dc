import CallRules
import HTTPTypes
import Store

/// The data of the page of the ignore list.
struct IgnoredNumbersPage {
    let entries: Page<IgnoredNumberRow>
    let isFirst: Bool
    /// The form as typed.
    var typed = IgnoredNumberDetails()
    var problems: [FieldProblem] = []
    /// The entry that was just added, for the note with “Undo”; nil: none was.
    var added: IgnoredNumberRow?
}

extension Pages {
    func showIgnoredNumbers(_ visit: PageVisit) throws -> Answer {
        var page = try ignoredNumbers(visit)
        page.added = try addedEntry(visit)
        let isRemoved = visit.query["done"] == "removed"
        return IgnoredNumbersView(page: page, visitor: visit.visitor)
            .answer(news: isRemoved ? IgnoredNumbersStrings.removed : nil)
    }

    /// Adds a number from this page, a call or a missed case. Beginnings of numbers are the administrators';
    /// employees add and remove the numbers of calls they see.
    func ignoreNumber(_ visit: PageVisit) throws -> Answer {
        var details = IgnoredNumberDetails()
        details.number = visit.form["number"] ?? ""
        details.isPrefix = visit.form["is_prefix"] == "1"
        details.reason = visit.form["reason"] ?? ""
        if details.isPrefix, !visit.visitor.isAdmin { throw PageRefusal.forbidden }
        switch try store.ignore(details, by: visit.author(), at: visit.now) {
        case .saved(let row): return way(from: visit, done: "ignored", row.id.value)
        case .conflict(let problems) where visit.form["origin"] != nil:
            return way(from: visit, done: "ignored", problems.first?.holder)
        case .invalid(let problems), .conflict(let problems):
            var page = try ignoredNumbers(visit)
            page.typed = details
            page.problems = problems
            return IgnoredNumbersView(page: page, visitor: visit.visitor)
                .answer(.unprocessableContent)
        case .missing, .stale: throw PageRefusal.missing
        }
    }

    func stopIgnoring(_ id: Int64) -> PageAction.Run {
        { visit in
            let entry = try store.ignoredNumber(IgnoredNumber.ID(id), seenBy: visit.viewer())
            if entry?.isPrefix == true, !visit.visitor.isAdmin { throw PageRefusal.forbidden }
            switch try store.stopIgnoring(
                IgnoredNumber.ID(id), by: visit.author(), at: visit.now)
            {
            case .deleted, .missing: return way(from: visit, done: "removed", nil)
            case .inUse, .stale: throw PageRefusal.missing
            }
        }
    }

    /// The entry whose id the address has after it was added; nil: none was added, or it is gone.
    func addedEntry(_ visit: PageVisit) throws -> IgnoredNumberRow? {
        guard visit.query["done"] == "ignored",
            let id = visit.query["entry"].flatMap({ Int64($0) })
        else { return nil }
        return try store.ignoredNumber(IgnoredNumber.ID(id), seenBy: visit.viewer())
    }

    private func ignoredNumbers(_ visit: PageVisit) throws -> IgnoredNumbersPage {
        let after = visit.query["after"].flatMap { Cursor($0) }
        return IgnoredNumbersPage(
            entries: try store.ignoredNumbers(
                Pagination(after: after), seenBy: visit.viewer()), isFirst: after == nil)
    }

    /// Back to the page that the form came from.
    private func way(from visit: PageVisit, done: String, _ entry: Int64?) -> Answer {
        let told = "done=\(done)" + (entry.map { "&entry=\($0)" } ?? "")
        switch visit.form["origin"] {
        case "missed":
            let path = MissedCasesQuery(visit.form).path()
            return .seeOther(path + (path.contains("?") ? "&" : "?") + told)
        case "call": return .seeOther(Pages.way(back: visit.form["back"]))
        default: return .seeOther("\(PageRoute.ignoredNumbers.path)?\(told)")
        }
    }
}
