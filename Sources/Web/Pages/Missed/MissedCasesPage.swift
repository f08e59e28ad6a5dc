import CallRules
import HTTPTypes
import Store

/// The data of the page of missed calls.
struct MissedCasesPage {
    let query: MissedCasesQuery
    let cases: Page<MissedCaseRow>
    /// How many there are on all its pages.
    let total: ListTotal
    /// How many cases wait for the person, and how many for anybody; 100 stands for 100 and more.
    let waiting: (mine: Int, everybodys: Int)
    /// The hours in which cases wait.
    let clocks: WorkingClocks
    /// The refused form that closes a case; nil: none.
    var refused: TypedClosing?
    /// The number that was just ignored, for the note with “Undo”; nil: none was.
    var ignored: IgnoredNumberRow?
}

extension Pages {
    /// Open cases of missed calls, or the cases that ended today.
    func showMissedCases(_ visit: PageVisit) throws -> Answer {
        var page = try missedCases(MissedCasesQuery(visit.query), visit)
        page.ignored = try addedEntry(visit)
        return MissedCasesView(page: page, visitor: visit.visitor)
            .answer(news: visit.query["done"].flatMap(MissedCasesFlash.init))
    }

    func closeMissedCase(_ id: Int64) -> PageAction.Run {
        { visit in
            let query = MissedCasesQuery(visit.form)
            var typed = TypedClosing(visit.form, of: MissedCase.ID(id))
            guard let closing = typed.closing else {
                typed.refuse([FieldProblem("reason", MissedCasesStrings.chooseReason)])
                return try refused(typed, query, visit)
            }
            let outcome = try store.closeMissedCase(
                MissedCase.ID(id), closing, shown: ShownCase(visit.form), by: visit.author(),
                at: visit.now)
            switch outcome {
            case .saved: return .seeOther(query.path(.closed))
            case .stale: return .seeOther(query.path(.changed))
            case .conflict: return .seeOther(query.path(.ended))
            case .invalid(let problems):
                typed.refuse(problems)
                return try refused(typed, query, visit)
            case .missing: throw PageRefusal.missing
            }
        }
    }

    func reopenMissedCase(_ id: Int64) -> PageAction.Run {
        { visit in
            let query = MissedCasesQuery(visit.form)
            switch try store.reopenMissedCase(
                MissedCase.ID(id), shown: ShownCase(visit.form), by: visit.author(), at: visit.now)
            {
            case .saved: return .seeOther(query.path(.reopened))
            case .conflict, .invalid: return .seeOther(query.path(.notClosed))
            case .stale: return .seeOther(query.path(.changed))
            case .missing: throw PageRefusal.missing
            }
        }
    }

    private func missedCases(
        _ query: MissedCasesQuery, _ visit: PageVisit
    ) throws -> MissedCasesPage {
        let (me, viewer) = (try visit.employee().id, try visit.viewer())
        let filter = query.filter(for: me, visit.localize)
        let cases = try store.missedCases(
            filter, Pagination(after: query.after), seenBy: viewer, at: visit.now)
        return MissedCasesPage(
            query: query, cases: cases,
            total: try cases.total(isFirst: query.after == nil)
                ?? store.missedCaseTotal(filter, seenBy: viewer),
            waiting: (
                try store.openMissedCases(for: me, seenBy: viewer),
                try store.openMissedCases(for: nil, seenBy: viewer)
            ),
            clocks: store.settings.clocks)
    }

    private func refused(
        _ typed: TypedClosing, _ query: MissedCasesQuery, _ visit: PageVisit
    ) throws -> Answer {
        var page = try missedCases(query, visit)
        page.refused = typed
        return MissedCasesView(page: page, visitor: visit.visitor).answer(.unprocessableContent)
    }
}

extension ShownCase {
    private static let phoneField = "shown_phone"
    private static let openedField = "shown_opened_at"

    /// Nil: the form does not say.
    init?(_ form: Form) {
        guard let phone = form[ShownCase.phoneField],
            let openedAt = form[ShownCase.openedField].flatMap({ Int64($0) })
        else { return nil }
        self.init(phone: phone, openedAt: Instant(milliseconds: openedAt))
    }

    /// The hidden fields of a form that acts on the case.
    var hidden: HTML {
        """
        <input type="hidden" name="\(ShownCase.phoneField)" value="\(phone)">\
        <input type="hidden" name="\(ShownCase.openedField)" value="\(openedAt.milliseconds)">
        """
    }
}

/// The form that closes a case, as typed.
struct TypedClosing {
    let id: MissedCase.ID
    let reason: String
    let note: String
    private(set) var problems: [FieldProblem] = []

    /// - Parameter id: the id of the case, a suffix of the field names: a page has many cases.
    init(_ form: Form = Form(), of id: MissedCase.ID) {
        self.id = id
        reason = form[TypedClosing.name("reason", id)] ?? ""
        note = form[TypedClosing.name("note", id)] ?? ""
    }

    static func name(_ field: String, _ id: MissedCase.ID) -> String { "\(field)-\(id.value)" }

    /// The reason and the note; nil: no reason was chosen.
    var closing: CaseClosing? {
        CaseClosing.Reason(rawValue: reason).map {
            CaseClosing(reason: $0, note: note.isEmpty ? nil : note)
        }
    }

    mutating func refuse(_ list: [FieldProblem]) { problems = list }
}
