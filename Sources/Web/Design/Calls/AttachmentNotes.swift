import CallRules
import Store

/// The calls that were attached to a contact, each with a button that undoes the attachment.
struct AttachmentNotes {
    let attachments: [CallAttachment]
    let visitor: Visitor

    private var localize: Localizer { visitor.localizer }

    var html: HTML? {
        attachments.isEmpty ? nil : "<ul class=\"verdicts\">\(attachments.map(note))</ul>"
    }

    private func note(_ attachment: CallAttachment) -> HTML {
        let route = PageRoute.attachmentUndoing(attachment.id.value)
        return """
            <li><span class="badge good">\(Icon.link.html)</span><div>\
            \(localize(Strings.attached(attachment.calls, localize)))\
            \(attachment.withNumber ? " \(localize(Strings.withNumber))" : "")<br>\
            <span class="muted">\(attachment.actor.isEmpty ? "" : "\(attachment.actor), ")\
            \(localize.time(attachment.at))</span>\
            <form method="post" action="\(route.path)">\(FormGuard(visitor).html)\
            <input type="hidden" name="back" value="\(visitor.route.path)">\
            <button class="small">\(localize(CommonStrings.undo))</button></form></div></li>
            """
    }

    private enum Strings {
        static let withNumber = LocalizedText(
            uk: "Номер записано на картку.", en: "The number was written on the card.")

        static func attached(_ calls: Int, _ localize: Localizer) -> LocalizedText {
            let counted = localize(calls, .calls)
            return LocalizedText(uk: "Додано: \(counted).", en: "Attached: \(counted).")
        }
    }
}

extension Pages {
    /// The handler that undoes an attachment and redirects to the page that showed it.
    func undoAttachment(_ id: Int64) -> PageAction.Run {
        { visit in
            let outcome = try store.undo(
                CallAttachment.ID(id), by: try visit.author(), at: visit.now)
            let way = Pages.way(back: visit.form["back"])
            switch outcome {
            case .saved: return .seeOther("\(way)?done=\(ContactsFlash.undone.rawValue)")
            case .missing: return .seeOther("\(way)?done=\(ContactsFlash.undoneBefore.rawValue)")
            case .invalid, .conflict, .stale: throw PageRefusal.missing
            }
        }
    }
}
