import CallRules
import Foundation
import Store

/// The browsers that get pushes, and the way in for the one at hand. Subscribing takes a script;
/// everything else does not.
struct PushBrowsers {
    let door: PushDoor
    let browsers: [PushSubscriptionRow]
    let problem: Sentence?
    let visitor: Visitor

    private var say: Voice { visitor.voice }

    var html: HTML {
        """
        <section class="section" id="pushes" data-push="\(door.publicKey)" \
        data-worker="\(Route.serviceWorker.path)" data-insecure="\(say(PushWords.insecure))" \
        data-unsupported="\(say(PushWords.unsupported))" data-denied="\(say(PushWords.denied))" \
        data-failed="\(say(PushWords.failed))">
        <h2>\(say(PushWords.title))</h2>
        <p class="lead">\(say(PushWords.means))</p>
        \(problem.map { "<p class=\"problem\" role=\"alert\">\(Icon.warning.html) \(say($0))</p>" as HTML })
        <p class="note" role="status" data-push-state>\(say(PushWords.needsScript))</p>
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
        <button class="primary">\(Icon.bell.html) \(say(PushWords.switchOn))</button></form>
        """
    }

    private var none: HTML { "<p class=\"muted\">\(say(PushWords.none))</p>" }

    private var list: HTML { "<ul class=\"sessions\">\(browsers.map(line))</ul>" }

    private func line(_ browser: PushSubscriptionRow) -> HTML {
        let name = BrowserName(browser.browser).text ?? say(PushWords.unknownBrowser)
        let delivered = browser.lastDeliveredAt.map { time in
            " · \(say(PushWords.delivered)) \(say.time(time))" as HTML
        }
        return """
            <li data-browser="\(PushBrowsers.mark(browser))"><b>\(name)</b>\
            <small data-here hidden> \(say(PushWords.thisOne))</small><br>\
            <small>\(say(PushWords.since)) \(say.time(browser.createdAt))\(delivered)</small>
            \(browser.setback.map(trouble))
            <div class="buttons">\(button(.pushTrials, browser, PushWords.tryOut))\
            \(button(.pushRemovals, browser, PushWords.switchOff))</div></li>
            """
    }

    private func trouble(_ setback: PushSetback) -> HTML {
        "<p class=\"problem\">\(Icon.warning.html) \(say(PushWords.trouble(setback)))</p>"
    }

    private func button(
        _ route: PageRoute, _ browser: PushSubscriptionRow, _ words: Sentence
    ) -> HTML {
        """
        <form method="post" action="\(route.path)">\(FormGuard(visitor).html)\
        <input type="hidden" name="subscription" value="\(browser.id)">\
        <button class="small">\(say(words))</button></form>
        """
    }

    /// By which the browser at hand finds itself in the list; the address itself is its secret.
    private static func mark(_ browser: PushSubscriptionRow) -> String {
        Data(Secret.hash(browser.details.endpoint)).base64EncodedString()
    }
}
