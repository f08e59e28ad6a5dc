<?php

defined('BASEPATH') or exit('No direct script access allowed');

/*
 * https://crm.example/phonet_gateway/hook takes the gateway's events, …/hook/link makes sign-in links.
 * The first must be left out of Perfex's CSRF check: $config['csrf_exclude_uris'][] = 'phonet_gateway/hook';
 * in application/config/config.php, or my_config.php where there is one. [not checked]
 */
class Hook extends App_Controller // [not checked]
{
    public function index()
    {
        $event = Phonet::verify(get_option('phonet_gateway_secret'), $_SERVER, $this->body());
        if (!$event) {
            set_status_header(401);
            return;
        }
        $this->take($event);
        set_status_header(204);
    }

    /** An address that signs the member of staff in at the gateway; the widget opens it. */
    public function link()
    {
        if (!is_staff_logged_in()) {
            set_status_header(403);
            return;
        }
        try {
            echo phonet_gateway()->signInLink((string) get_staff_user_id(), '/widget');
        } catch (PhonetException $problem) {
            set_status_header(502);
        }
    }

    protected function body(): string
    {
        return (string) file_get_contents('php://input');
    }

    /** What an event does in the CRM. Change it to what you need. */
    private function take(array $event)
    {
        $type = $event['type'];
        $kind = strtok($type, '.');
        $record = $event['data'][$kind] ?? null;
        if (!$record || !empty($record['deleted']) || $this->isKnown($event['data']['seq'])) {
            return;
        }
        if ($type === 'lead.created' && !$record['external_id']) {
            $this->addLead($record);
        } elseif ($type === 'call.ended' && !empty($record['lead_external_id'])) {
            $words = $record['direction'] . ' ' . $record['outcome'] . ' ' . $record['phone'];
            $this->leads_model->log_lead_activity((int) $record['lead_external_id'], "Phonet: $words"); // [not checked]
        }
        $this->db->insert(db_prefix() . 'phonet_seen', ['seq' => $event['data']['seq']]);
    }

    /** A lead of a call becomes one of the CRM, and the gateway learns its id. */
    private function addLead(array $lead)
    {
        $this->load->model('leads_model');
        $id = $this->leads_model->add([ // [not checked]
            'name' => $lead['name'], 'phonenumber' => $lead['phones'][0] ?? '', 'description' => 'Phonet',
            'assigned' => (int) ($lead['responsible_external_id'] ?? 0), 'status' => get_option('leads_default_status'),
            'source' => get_option('leads_default_source'), 'address' => '',
        ]);
        if ($id) {
            phonet_gateway()->patch('/leads/' . $lead['id'], ['external_id' => (string) $id]);
        }
    }

    /** A message may come twice: each event has its number. */
    private function isKnown(int $seq): bool
    {
        return (bool) $this->db->where('seq', $seq)->get(db_prefix() . 'phonet_seen')->row();
    }
}
