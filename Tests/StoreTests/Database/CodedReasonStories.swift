import CallRules
import GRDB
import JSONText
import TestSupport
import Testing

@testable import Store

@Suite struct CodedReasonStories {
    private static let phonetErrors: [PhonetError] = [
        .noDomain, .noKey, .domainNotAllowed, .connection(.timedOut), .connection(.brokenOff),
        .keyRefused, .noSessionCookie, .accessRefused, .redirected, .tooManyRequests,
        .serverFailed(502), .unexpectedStatus(418), .notJSON, .unexpectedAnswer,
        .callRefused(404), .callUnconfirmed(.serverFailed(504)),
        .callUnconfirmed(.callUnconfirmed(.connection(.tooLarge))), .callNotFound,
        .recordingAddressNotAllowed, .recordingNotReady, .noAudio,
    ]
    private static let webhookReasons: [WebhookReason] = [
        .unreadable(.emptyBody), .unreadable(.notUTF8), .unreadable(.fieldNotUTF8),
        .unreadable(.notAForm), .unreadable(.multipartBrokenOff),
        .unreadable(.malformedJSON(offset: 7)), .unreadable(.jsonBrokenOff(offset: 0)),
        .unreadable(.tooManyItems(limit: 1000)), .unreadable(.tooManyFields(limit: 1000)),
        .unreadable(.nestedTooDeep(limit: 32)), .unknown(.emptyList), .unknown(.notAnObject),
        .unknown(.unknownEvent("call.\"pause\"; set")), .unknown(.noKnownShape),
        .unknown(.eventWithDirection(.dial, "3")), .unknown(.eventWithDirection(.hangup, nil)),
        .unknown(.eventWithoutUUID(.bridge)), .unknown(.recordOfPause),
        .unknown(.recordWithDirection("in")), .unknown(.recordWithDirection(nil)),
        .unknown(.recordWithoutUUID), .unknown(.queryWithoutNumber), .pause(isOn: true),
        .pause(isOn: false), .noItems, .confirmedByHistory, .mended(.readAsWindows1251),
        .mended(.replacedBytes), .foreignAccount(domain: "x.phonet.com.ua"), .plainAddress,
        .unreadable(.compressed(.gzip)), .unreadable(.compressed(.zlib)),
        .cut(bytes: 250_006),
        .implausibleTime,
    ]

    /// Checks that every code has a sample, and that every sample is read as it was stored.
    private func comeBack<Reason: CodedReason & Equatable>(
        _ samples: [Reason]
    ) throws where Reason.Code: Hashable {
        #expect(Set(samples.map(\.code)) == Set(Reason.Code.allCases))
        for sample in samples {
            let document = sample.json.document
            let read = try JSON.read(Array(document.utf8), .strict)
            #expect(try Reason(read, in: "x") == sample, "\(document)")
        }
    }

    @Test("Every reason comes back with its payload")
    func roundTrip() throws {
        try comeBack(Self.phonetErrors)
        try comeBack(Self.webhookReasons)
        try comeBack([DiallingError.busy] + Self.phonetErrors.map { .phonet($0) })
        try comeBack([ReconciliationError.stopped] + Self.phonetErrors.map { .phonet($0) })
        #expect(try WebhookReason.list(nil) == [] && WebhookReason.document([]) == nil)
        let document = WebhookReason.document(Self.webhookReasons)
        #expect(try WebhookReason.list(document) == Self.webhookReasons)
    }

    @Test(
        "A code nobody knows, or details that do not fit it, are an error",
        arguments: [
            #"{"code":"tomorrow"}"#, #"{}"#, #"{"code":7}"#, #"{"code":"server_failed"}"#,
            #"{"code":"connection","error":"tomorrow"}"#,
            #"{"code":"call_unconfirmed","error":{"code":"tomorrow"}}"#,
        ])
    func unknown(document: String) throws {
        let json = try JSON.read(Array(document.utf8), .strict)
        #expect(throws: UnknownCode.self) { try PhonetError(json, in: "recording.trouble") }
    }

    @Test("Errors of rows that version 0.6.0 wrote keep their words")
    func earlier() throws {
        let company = try Company()
        try company.hear(Conversation().record(answered: true))
        try company.execute(
            """
            INSERT INTO dialling (employee_id, extension, phone, asked_at, answered_at, trouble,
                trouble_uk, trouble_en, may_ring)
            VALUES (1, '101', '102', 0, 1, 'server_failed', 'помилка (502)', 'a fault (502)', 1);
            INSERT INTO recording (leg_uuid, checked_at, finding, trouble, trouble_uk, trouble_en)
            SELECT uuid, 0, 'failed', 'server_failed', 'помилка (502)', 'a fault (502)' FROM leg;
            INSERT INTO comparison (reason, from_at, to_at, started_at, touched_at, read_until,
                ended_at, cause, cause_uk, cause_en)
            VALUES ('person', 0, 1, 1, 1, 0, 2, 'server_failed', 'помилка (502)', 'a fault (502)');
            INSERT INTO connection_check (id, at, settings_version, domain, cause_uk, cause_en)
            VALUES (1, 0, 1, 'a.phonet.com.ua', 'помилка (502)', 'a fault (502)');
            """)
        let words = LocalizedText(uk: "помилка (502)", en: "a fault (502)")
        let store = company.store
        guard
            case .failed(let dialling)? = try store.diallingProgress(Dialling.ID(1))?.dialling
                .answer
        else {
            Issue.record("the dialling failed")
            return
        }
        #expect(dialling.error == .earlier(name: "server_failed", sentence: words))
        #expect(dialling.mayRing)
        let recording = try store.lastRecordingError()?.1
        #expect(recording == .earlier(name: "server_failed", sentence: words))
        let run = try store.reconciliationRuns(limit: 1).first
        #expect(run?.cause == .earlier(name: "server_failed", sentence: words))
        #expect(
            try store.connectionCheck()?.finding == .failed(.earlier(name: "", sentence: words)))
    }
}
