<?php

/**
 * The Phonet gateway for a CRM in PHP 7.4 or newer: copy this one file. It needs curl and nothing else.
 *
 *     require 'phonet.php';
 *     $phonet = new Phonet('https://crm.example/gateways/phonetapi', 'the token');
 *
 * Whatever goes wrong is a PhonetException whose code is the HTTP status, 0 without an answer.
 */
final class PhonetException extends RuntimeException
{
    /** @var array The problem as the gateway described it (RFC 9457); empty without one. */
    public $problem;

    public function __construct(string $message, int $status = 0, array $problem = [])
    {
        parent::__construct($message, $status);
        $this->problem = $problem;
    }
}

final class Phonet
{
    /** @var string */
    private $url;
    /** @var string */
    private $token;

    /**
     * @param string $url   Where the gateway is, with /gateways/phonetapi and no slash at the end.
     * @param string $token A token of the scope “CRM”; for sign-in links with that tick.
     */
    public function __construct(string $url, string $token)
    {
        $this->url = rtrim($url, '/');
        $this->token = $token;
    }

    /**
     * The event of a webhook, or null if the signature is not of this secret or older than five minutes:
     * then answer 401.
     *
     *     $event = Phonet::verify('whsec_…', $_SERVER, file_get_contents('php://input'));
     *
     * @param array $server $_SERVER, where the header fields are.
     */
    public static function verify(string $secret, array $server, string $body, ?int $now = null): ?array
    {
        $id = $server['HTTP_WEBHOOK_ID'] ?? '';
        $time = $server['HTTP_WEBHOOK_TIMESTAMP'] ?? '';
        $key = base64_decode(substr($secret, strlen('whsec_')), true);
        if ($key === false || strlen($key) < 16 || !ctype_digit($time) || abs(($now ?? time()) - (int) $time) > 300) {
            return null;
        }
        $right = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$time.$body", $key, true));
        foreach (explode(' ', $server['HTTP_WEBHOOK_SIGNATURE'] ?? '') as $signature) {
            if (hash_equals($right, $signature)) {
                $event = json_decode($body, true);
                return is_array($event) ? $event : null;
            }
        }
        return null;
    }

    /**
     * Hands every event since the last time to $take, in order. One process at a time: a second one returns
     * at once. An event may come twice after a crash, so drop a record whose `version` is older than yours.
     *
     * @param string        $cursor  A file of your own; it holds the number of the last event.
     * @param callable      $take    function (array $event): void
     * @param string[]      $types   Only these types; none stands for all.
     * @param callable|null $compare Called when events were lost, because nobody asked for a month: compare
     *                               everything with GET /clients, /leads and /calls.
     * @return int How many events there were.
     */
    public function feed(string $cursor, callable $take, array $types = [], ?callable $compare = null): int
    {
        $file = fopen($cursor, 'c+');
        if (!$file) {
            throw new PhonetException("cannot write $cursor");
        }
        if (!flock($file, LOCK_EX | LOCK_NB)) {
            return 0;
        }
        $count = 0;
        $after = trim((string) stream_get_contents($file));
        do {
            $query = array_filter(['after' => $after, 'types' => implode(',', $types), 'limit' => 1000], 'strlen');
            try {
                $page = $this->get('/events?' . http_build_query($query));
            } catch (PhonetException $problem) {
                if ($problem->getCode() !== 410 || !$compare) {
                    throw $problem;
                }
                $page = $this->get('/events?after=latest');
                $compare();
            }
            foreach ($page['items'] as $event) {
                $take($event);
                $count += 1;
            }
            $after = (string) $page['next_after'];
            rewind($file);
            ftruncate($file, 0);
            fwrite($file, $after);
            fflush($file);
        } while ($page['more']);
        return $count;
    }

    /**
     * Sends clients, leads or employees by your own ids. Sending a record twice changes nothing.
     *
     *     $phonet->sync('clients', 'crm', [['external_id' => '7', 'name' => 'Ірина', 'phones' => ['+380671234567']]]);
     *
     * @param string   $kind   clients, leads or employees.
     * @param string   $source A name for the CRM, such as crm.
     * @param iterable $lines  One array for each record; a generator for many. A deletion is
     *                         ['external_id' => '7', 'deleted' => true], with 'merged_into' if it was merged.
     * @param string   $mode   changes, or snapshot: all records there are; those left out go.
     * @return array added, changed, unchanged, removed, refused, warnings.
     */
    public function sync(string $kind, string $source, iterable $lines, string $mode = 'changes'): array
    {
        $body = fopen('php://temp', 'w+');
        foreach ($lines as $line) {
            fwrite($body, self::json($line) . "\n");
        }
        $size = ftell($body);
        rewind($body);
        return $this->ask('POST', "/$kind/sync?" . http_build_query(['source' => $source, 'mode' => $mode]), [
            CURLOPT_UPLOAD => true, CURLOPT_INFILE => $body, CURLOPT_INFILESIZE => $size, CURLOPT_TIMEOUT => 300,
            CURLOPT_HTTPHEADER => ['Content-Type: application/x-ndjson', 'Expect:'],
        ]);
    }

    /** Calls a number: first the telephone with this internal number rings. Returns the uuid of the call. */
    public function dial(string $extension, string $phone): string
    {
        return $this->post('/calls', ['extension' => $extension, 'phone' => $phone])['uuid'];
    }

    /**
     * An address that signs an employee in, once and within a minute: send the browser there, or hand it to
     * the widget with phonetGateway.openAs.
     *
     * @param string $employee Your id of the employee.
     * @param string $return   The page of the gateway that opens.
     */
    public function signInLink(string $employee, string $return = '/'): string
    {
        $path = '/employees/by-external-id/sign-in-links?' . http_build_query(['external_id' => $employee]);
        return $this->post($path, ['return' => $return])['url'];
    }

    /** Signs an employee out everywhere. */
    public function endSessions(string $employee): void
    {
        $path = '/employees/by-external-id/sessions?' . http_build_query(['external_id' => $employee]);
        $this->ask('DELETE', $path, []);
    }

    /** Any GET of the API: $phonet->get('/calls?limit=10'). */
    public function get(string $path): array
    {
        return $this->ask('GET', $path, []);
    }

    /** Any POST of the API. */
    public function post(string $path, array $body): array
    {
        return $this->send('POST', $path, $body);
    }

    /** Any PATCH of the API: $phonet->patch('/leads/7', ['external_id' => '12']). */
    public function patch(string $path, array $body): array
    {
        return $this->send('PATCH', $path, $body);
    }

    private function send(string $method, string $path, array $body): array
    {
        return $this->ask($method, $path, [
            CURLOPT_POSTFIELDS => self::json((object) $body), CURLOPT_HTTPHEADER => ['Content-Type: application/json'],
        ]);
    }

    /** @param array|object $value */
    private static function json($value): string
    {
        return json_encode($value, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_THROW_ON_ERROR);
    }

    private function ask(string $method, string $path, array $options): array
    {
        $options[CURLOPT_HTTPHEADER][] = "Authorization: Bearer {$this->token}";
        $request = curl_init("{$this->url}/api/v1$path");
        curl_setopt_array($request, $options + [
            CURLOPT_CUSTOMREQUEST => $method, CURLOPT_RETURNTRANSFER => true, CURLOPT_TIMEOUT => 20,
            CURLOPT_CONNECTTIMEOUT => 5,
        ]);
        $text = curl_exec($request);
        $status = (int) curl_getinfo($request, CURLINFO_RESPONSE_CODE);
        if ($text === false) {
            throw new PhonetException('the gateway does not answer: ' . curl_error($request));
        }
        $answer = $text === '' ? [] : json_decode((string) $text, true);
        if ($status >= 300 || !is_array($answer)) {
            $problem = is_array($answer) ? $answer : [];
            throw new PhonetException($problem['detail'] ?? "the gateway answered $status", $status, $problem);
        }
        return $answer;
    }
}
