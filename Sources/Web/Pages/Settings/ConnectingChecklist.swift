import CallRules
import Store

/// The checklist for connecting Phonet, with a tick at each completed step.
struct ConnectingChecklist {
    let page: SettingsPage

    var html: HTML {
        let localize = page.visitor.localizer
        let done = page.steps.count
        let all = ConnectingStep.allCases.count
        if done == all {
            return "<p class=\"badge good\">\(Icon.check.html) \(localize(Strings.all))</p>"
        }
        return """
            <section class="panel" aria-labelledby="title-steps">
            <h2 id="title-steps">\(localize(Strings.title)) – \(done) / \(all)</h2>
            <ol class="checklist">\(ConnectingStep.allCases.map(item))</ol>
            </section>
            """
    }

    private func item(_ step: ConnectingStep) -> HTML {
        let localize = page.visitor.localizer
        let isDone = page.steps.contains(step)
        let text: HTML =
            isDone
            ? "\(localize(words(step)))" : "<a href=\"\(place(step))\">\(localize(words(step)))</a>"
        return """
            <li class="\(isDone ? "done" : "")">\((isDone ? Icon.check : .offline).html)
            <span>\(text)<span class="visually-hidden"> – \(localize(isDone ? CommonStrings.done : CommonStrings.notYet))</span></span></li>
            """
    }

    /// The page or element where the step is done.
    private func place(_ step: ConnectingStep) -> String {
        switch step {
        case .domainAndKeySaved: "#field-phonet_domain"
        case .connectionChecked: "#connection-check"
        case .lookupReceived, .eventReceived, .recordReceived:
            "#\(SettingBlock.connection.rawValue)"
        case .extensionOwned: PageRoute.employees.path
        case .ruleOn: PageRoute.settings(.leads).path
        }
    }

    private func words(_ step: ConnectingStep) -> LocalizedText {
        switch step {
        case .domainAndKeySaved:
            LocalizedText(
                uk: "Збережіть Phonet домен і Phonet ApiKey",
                en: "Save the Phonet domain and the Phonet ApiKey")
        case .connectionChecked:
            LocalizedText(uk: "Перевірте з’єднання", en: "Check the connection")
        case .lookupReceived:
            LocalizedText(
                uk: "Надійшов перший запит інформації за номером",
                en: "The first request for information on a number came")
        case .eventReceived:
            LocalizedText(uk: "Надійшла перша подія дзвінка", en: "The first event of a call came")
        case .recordReceived:
            LocalizedText(
                uk: "Надійшла перша повна інформація про дзвінок",
                en: "The first full information about a call came")
        case .extensionOwned:
            LocalizedText(
                uk: "Укажіть внутрішній номер хоча б одному співробітнику",
                en: "Give at least one employee an extension")
        case .ruleOn:
            LocalizedText(
                uk: "Увімкніть хоча б одне правило для лідів або сповіщень",
                en: "Switch on at least one rule for leads or notices")
        }
    }

    private enum Strings {
        static let title = LocalizedText(uk: "Підключення Phonet", en: "Connecting Phonet")
        static let all = LocalizedText(
            uk: "Phonet підключено: усі кроки виконано",
            en: "Phonet is connected: every step is done")
    }
}
