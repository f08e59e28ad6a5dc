import CallRules
import Store

/// A person's latest calls, open leads and notices.
struct OwnResponsibilities {
    let calls: [CallRow]
    let leads: [LeadRow]
    let notices: [NoticeRow]
    let visitor: Visitor

    private var localize: Localizer { visitor.localizer }

    var html: HTML {
        """
        <section class="section"><h2>\(localize(Strings.calls))</h2>\(callTable)</section>
        <section class="section"><h2>\(localize(Strings.leads))</h2>\(leadTable)</section>
        <section class="section"><h2>\(localize(Strings.notices))</h2>\(noticeTable)</section>
        """
    }

    private var callTable: HTML {
        calls.isEmpty
            ? nothing(Strings.noCalls)
            : CallsTable(calls: calls, localize: localize, visitor: visitor).html
    }

    private var leadTable: HTML {
        guard !leads.isEmpty else { return nothing(Strings.noLeads) }
        return table(
            [
                CommonStrings.lead, CommonStrings.number, CommonStrings.created,
            ], action: CommonStrings.callNow,
            leads.map { lead in
                let phone = lead.details.phones.first
                let button = phone.flatMap {
                    CallButton(phone: $0, visitor: visitor, leadID: lead.id).html
                }
                let name = LeadName.shown(lead.details.name)
                return """
                    <tr><td class="name free"><a href="\(PageRoute.lead(lead.id.value).path)">\(name)</a></td>\
                    <td class="figures" data-label="\(localize(CommonStrings.number))">\
                    \(name == phone?.grouped ? "" : phone?.grouped ?? "")</td>\
                    <td class="at" data-label="\(localize(CommonStrings.created))">\(localize.time(lead.createdAt))</td>\
                    <td class="act">\(button)</td></tr>
                    """
            })
    }

    private var noticeTable: HTML {
        guard !notices.isEmpty else { return nothing(Strings.noNotices) }
        let items = notices.map {
            "<li>\(NoticeButton(notice: $0, visitor: visitor).html)</li>" as HTML
        }
        return "<ul class=\"notices\">\(items)</ul>"
    }

    /// - Parameter action: what the button at the end of each row does; nil: there is none.
    private func table(
        _ heads: [LocalizedText], action: LocalizedText? = nil, _ rows: [HTML]
    ) -> HTML {
        let last = action.map {
            "<th scope=\"col\" class=\"act\"><span class=\"visually-hidden\">\(localize($0))</span></th>"
                as HTML
        }
        return """
            <div class="tablebox"><table class="lined"><thead><tr>\
            \(heads.map { "<th scope=\"col\">\(localize($0))</th>" as HTML })\(last)</tr></thead>
            <tbody>\(rows)</tbody></table></div>
            """
    }

    private func nothing(_ sentence: LocalizedText) -> HTML {
        "<p class=\"muted\">\(localize(sentence))</p>"
    }

    private enum Strings {
        static let calls = LocalizedText(uk: "Мої дзвінки", en: "My calls")
        static let leads = LocalizedText(uk: "Мої відкриті ліди", en: "My open leads")
        static let notices = LocalizedText(uk: "Мої сповіщення", en: "My notices")
        static let noCalls = LocalizedText(
            uk: "Дзвінки з’являться тут після першої розмови.",
            en: "Calls will appear here after the first conversation.")
        static let noLeads = LocalizedText(
            uk: "Відкритих лідів немає.", en: "There are no open leads.")
        static let noNotices = LocalizedText(uk: "Сповіщень немає.", en: "There are no notices.")
    }
}
