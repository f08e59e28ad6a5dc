<?php

defined('BASEPATH') or exit('No direct script access allowed');

/*
Module Name: Phonet Gateway
Description: Calls of Phonet in the CRM: customers and leads go to the gateway, events come back, and the widget stands on every page.
Version: 1.0.0
Requires at least: 2.3.*
*/

/*
 * A skeleton for Perfex CRM and Perfectum, to be finished on your instance. Beside this file belongs phonet.php,
 * the one of the folder above. Marks say how far each piece is known:
 *
 *   [documented]    the name stands in Perfex's public help
 *   [not checked]   taken from other modules; look whether your version has it: grep -rn "do_action('NAME'" application
 *
 * What was run: every function here, by PHP 7.4 syntax, against stand-ins for the functions of Perfex and a real
 * gateway (Tests/e2e/crm/test_samples.py). What was not: Perfex itself.
 */

define('PHONET_GATEWAY_MODULE', 'phonet_gateway');
require_once __DIR__ . '/phonet.php';

register_activation_hook(PHONET_GATEWAY_MODULE, 'phonet_gateway_install'); // [documented]

hooks()->add_action('after_client_added', 'phonet_gateway_client_saved'); // [documented]
hooks()->add_action('client_updated', 'phonet_gateway_client_saved'); // [not checked]
hooks()->add_action('after_client_deleted', 'phonet_gateway_client_deleted'); // [not checked]
hooks()->add_action('contact_created', 'phonet_gateway_contact_saved'); // [not checked]
hooks()->add_action('contact_updated', 'phonet_gateway_contact_saved'); // [not checked]
hooks()->add_action('lead_created', 'phonet_gateway_lead_saved'); // [not checked]
hooks()->add_action('after_lead_updated', 'phonet_gateway_lead_saved'); // [not checked]
hooks()->add_action('after_lead_deleted', 'phonet_gateway_lead_deleted'); // [not checked]
hooks()->add_action('after_cron_run', 'phonet_gateway_send_queue'); // [not checked]
hooks()->add_action('app_admin_footer', 'phonet_gateway_footer'); // [not checked]

function phonet_gateway_install()
{
    require_once __DIR__ . '/install.php';
}

function phonet_gateway(): Phonet
{
    return new Phonet(get_option('phonet_gateway_url'), get_option('phonet_gateway_token'));
}

// What was saved waits in a table, so that the CRM does not wait for the gateway.

/** @param mixed $id Some hooks hand over the id, some an array with it. */
function phonet_gateway_client_saved($id)
{
    phonet_gateway_queue('clients', phonet_gateway_id($id, ['id', 'client_id', 'userid']));
}

function phonet_gateway_client_deleted($id)
{
    phonet_gateway_queue('clients', phonet_gateway_id($id, ['id', 'client_id', 'userid']), true);
}

function phonet_gateway_contact_saved($id)
{
    $contact = get_instance()->db->where('id', phonet_gateway_id($id, ['id', 'contact_id']))
        ->get(db_prefix() . 'contacts')->row();
    if ($contact) {
        phonet_gateway_queue('clients', (int) $contact->userid);
    }
}

function phonet_gateway_lead_saved($id)
{
    phonet_gateway_queue('leads', phonet_gateway_id($id, ['lead_id', 'id']));
}

function phonet_gateway_lead_deleted($id)
{
    phonet_gateway_queue('leads', phonet_gateway_id($id, ['lead_id', 'id']), true);
}

/** @param mixed $value */
function phonet_gateway_id($value, array $names): int
{
    foreach (is_array($value) ? $names : [] as $name) {
        if (isset($value[$name])) {
            return (int) $value[$name];
        }
    }
    return is_scalar($value) ? (int) $value : 0;
}

function phonet_gateway_queue(string $kind, int $id, bool $deleted = false)
{
    if ($id > 0) {
        get_instance()->db->insert(db_prefix() . 'phonet_queue', [
            'kind' => $kind, 'record' => $id, 'deleted' => (int) $deleted,
        ]);
    }
}

/** With the CRM's cron: the records that wait, as they are now. A record that was saved twice is sent once. */
function phonet_gateway_send_queue()
{
    $db = get_instance()->db;
    $waiting = $db->order_by('id', 'asc')->limit(2000)->get(db_prefix() . 'phonet_queue')->result();
    $records = [];
    foreach ($waiting as $row) {
        $records[$row->kind][$row->record] = (bool) $row->deleted;
    }
    foreach ($records as $kind => $ids) {
        $lines = [];
        foreach ($ids as $id => $deleted) {
            $line = $deleted ? null : phonet_gateway_line($kind, $id);
            $lines[] = $line ?: ['external_id' => (string) $id, 'deleted' => true];
        }
        try {
            phonet_gateway()->sync($kind, 'perfex', $lines);
        } catch (PhonetException $problem) {
            log_activity('Phonet: ' . $problem->getMessage());
            return; // They wait for the next cron.
        }
    }
    if ($waiting) {
        $db->where('id <=', end($waiting)->id)->delete(db_prefix() . 'phonet_queue');
    }
}

/** The line of a record; null if it is gone. */
function phonet_gateway_line(string $kind, int $id): ?array
{
    $db = get_instance()->db;
    if ($kind === 'leads') {
        $lead = $db->where('id', $id)->get(db_prefix() . 'leads')->row();
        return $lead ? [
            'external_id' => (string) $id, 'name' => $lead->name ?: ($lead->company ?: (string) $id),
            'phones' => array_values(array_filter([$lead->phonenumber])),
            'responsible' => $lead->assigned ? (string) $lead->assigned : null,
            'url' => admin_url('leads/index/' . $id),
        ] : null;
    }
    $client = $db->where('userid', $id)->get(db_prefix() . 'clients')->row();
    if (!$client) {
        return null;
    }
    $phones = [$client->phonenumber];
    $name = $client->company;
    foreach ($db->where('userid', $id)->get(db_prefix() . 'contacts')->result() as $contact) {
        $phones[] = $contact->phonenumber;
        $name = $name ?: trim("$contact->firstname $contact->lastname");
    }
    $admins = [];
    foreach ($db->where('customer_id', $id)->get(db_prefix() . 'customer_admins')->result() as $admin) {
        $admins[] = (string) $admin->staff_id;
    }
    return [
        'external_id' => (string) $id, 'name' => $name ?: (string) $id, 'admins' => $admins,
        'phones' => array_values(array_unique(array_filter($phones))), 'url' => admin_url('clients/client/' . $id),
    ];
}

/** The widget, on every page of the staff, and the script that signs them in there. */
function phonet_gateway_footer()
{
    $attribute = function (string $text): string {
        return htmlspecialchars($text, ENT_QUOTES);
    };
    $url = $attribute(get_option('phonet_gateway_url'));
    $script = $attribute(module_dir_url(PHONET_GATEWAY_MODULE, 'assets/sign-in.js')); // [documented]
    $link = $attribute(site_url(PHONET_GATEWAY_MODULE . '/hook/link'));
    echo "<script src=\"$script\" data-gateway=\"$url\" data-link=\"$link\"></script>\n";
    echo "<script src=\"$url/widget.js\" defer></script>\n";
}
