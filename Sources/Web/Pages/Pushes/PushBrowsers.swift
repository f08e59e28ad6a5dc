import CallRules
import Foundation
import Store

/// The section of "My page" with the browsers that get pushes, and the button that subscribes the
/// current browser. Only subscribing needs the script.
struct PushBrowsers {
    let door: PushConfig
    let browsers: [PushSubscriptionRow]
    let problem: LocalizedText?
    let visitor: Visitor

    private var localize: Localizer { visitor.localizer }

    var html: HTML {
        """
        <section class="section" id="pushes" data-push="\(door.publicKey)" \
        data-worker="\(Route.serviceWorker.path)" data-insecure="\(localize(PushStrings.insecure))" \
        data-unsupported="\(localize(PushStrings.unsupported))" data-denied="\(localize(PushStrings.denied))" \
        data-failed="\(localize(PushStrings.failed))">
        <h2>\(localize(PushStrings.title))</h2>
        <p class="lead">\(localize(PushStrings.means))</p>
        \(problem.map { "<p class=\"problem\" role=\"alert\">\(Icon.warning.html) \(localize($0))</p>" as HTML })
        <p class="note" role="status" data-push-state>\(localize(PushStrings.needsScript))</p>
        \(way)
        \(browsers.isEmpty ? none : list)
        </section>
        """
    }

    private var way: HTML {
        """
        <form method="post" action="\(PageRoute.pushSubscriptions.path)" data-push-form hidden>
        \(FormGuard(visitor).html)<input type="hidden" name="endpoint"><input type="hidden" name="p256dh">\
        <input type="hidden" name="auth">
        <button class="primary">\(Icon.bell.html) \(localize(PushStrings.switchOn))</button></form>
        """
    }

    private var none: HTML { "<p class=\"muted\">\(localize(PushStrings.none))</p>" }

    private var list: HTML { "<ul class=\"sessions\">\(browsers.map(line))</ul>" }

    private func line(_ browser: PushSubscriptionRow) -> HTML {
        let name = BrowserName(browser.browser).text ?? localize(CommonStrings.unknownBrowser)
        let delivered = browser.lastDeliveredAt.map { time in
            " · \(localize(PushStrings.delivered)) \(localize.time(time))" as HTML
        }
        return """
            <li data-browser="\(PushBrowsers.mark(browser))"><b>\(name)</b>\
            <small data-here hidden> \(localize(CommonStrings.thisBrowser))</small><br>\
            <small>\(localize(PushStrings.since)) \(localize.time(browser.createdAt))\(delivered)</small>
            \(browser.failure.map(failure))
            <div class="buttons">\(button(.pushTrials, browser, PushStrings.tryOut))\
            \(button(.pushRemovals, browser, PushStrings.switchOff))</div></li>
            """
    }

    private func failure(_ failure: DeliveryFailure) -> HTML {
        "<p class=\"problem\">\(Icon.warning.html) \(localize(PushStrings.failure(failure)))</p>"
    }

    private func button(
        _ route: PageRoute, _ browser: PushSubscriptionRow, _ words: LocalizedText
    ) -> HTML {
        """
        <form method="post" action="\(route.path)">\(FormGuard(visitor).html)\
        <input type="hidden" name="subscription" value="\(browser.id)">\
        <button class="small">\(localize(words))</button></form>
        """
    }

    /// A hash of the endpoint, by which the script finds the current browser in the list. The
    /// endpoint itself is secret.
    private static func mark(_ browser: PushSubscriptionRow) -> String {
        Data(Secret.hash(browser.details.endpoint)).base64EncodedString()
    }
}
