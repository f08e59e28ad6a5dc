import CallRules
import Store

/// The merges into a contact that can still be undone, each with a button, for administrators.
struct MergeNotes {
    let merges: [MergeRow]
    let visitor: Visitor

    private var localize: Localizer { visitor.localizer }

    var html: HTML? {
        guard visitor.isAdmin, !merges.isEmpty else { return nil }
        return """
            <section class="panel"><h2>\(localize(Strings.merged))</h2>\
            <ul class="verdicts">\(merges.map(note))</ul></section>
            """
    }

    private func note(_ merge: MergeRow) -> HTML {
        """
        <li><span class="badge plain">\(Icon.people.html)</span><div>\(LeadName.shown(merge.goneName))<br>\
        <span class="muted">\(merge.actor.isEmpty ? "" : "\(merge.actor), ")\(localize.time(merge.at)); \
        \(localize(Strings.until)) \(localize.shortTime(merge.until))</span>\
        <form method="post" action="\(PageRoute.mergeUndoing(merge.id.value).path)">\(FormGuard(visitor).html)\
        <input type="hidden" name="back" value="\(visitor.route.path)">\
        <button class="small">\(localize(CommonStrings.undo))</button></form></div></li>
        """
    }

    private enum Strings {
        static let merged = LocalizedText(
            uk: "Об’єднано з цією карткою", en: "Merged into this card")
        static let until = LocalizedText(
            uk: "можна скасувати до", en: "can be undone until")
    }
}

extension Pages {
    /// Undoes a merge and shows the contact that is there again.
    func undoMerge(_ id: Int64) -> PageAction.Run {
        { visit in
            let outcome = try store.undoMerge(
                MergeRow.ID(id), by: visit.author(), at: visit.now)
            let way = Pages.way(back: visit.form["back"])
            switch outcome {
            case .saved(.client(let id)):
                return ContactsFlash.unmerged.answer(at: .client(id.value))
            case .saved(.lead(let id)): return ContactsFlash.unmerged.answer(at: .lead(id.value))
            case .missing: return .seeOther("\(way)?done=\(ContactsFlash.undoneBefore.rawValue)")
            case .invalid, .conflict, .stale:
                return .seeOther("\(way)?done=\(ContactsFlash.notUnmerged.rawValue)")
            }
        }
    }
}
