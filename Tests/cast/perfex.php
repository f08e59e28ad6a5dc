<?php

// What the module of nginx/crm/perfex needs of Perfex, as a stand-in: hooks, options, CodeIgniter's query builder, a
// controller and the model of leads. The environment variable ACT says what is played.

define('BASEPATH', __DIR__);

final class Hooks
{
    public $actions = [];

    public function add_action($name, $function)
    {
        $this->actions[$name][] = $function;
    }

    public function do_action($name, $value = null)
    {
        foreach ($this->actions[$name] ?? [] as $function) {
            $function($value);
        }
    }
}

final class QueryBuilder
{
    private $pdo;
    private $conditions = [];
    private $values = [];
    private $end = '';
    private $rows = [];

    public function __construct()
    {
        $this->pdo = new PDO(getenv('PHONET_DATABASE'), 'root', '');
        $this->pdo->setAttribute(PDO::ATTR_ERRMODE, PDO::ERRMODE_EXCEPTION);
    }

    public function query($sql)
    {
        return $this->pdo->exec($sql);
    }

    public function where($column, $value)
    {
        $this->conditions[] = strpos($column, ' ') ? "$column ?" : "`$column` = ?";
        $this->values[] = $value;
        return $this;
    }

    public function order_by($column, $way)
    {
        $this->end = " ORDER BY `$column` $way" . $this->end;
        return $this;
    }

    public function limit($count)
    {
        $this->end .= " LIMIT $count";
        return $this;
    }

    private function finish($sql, array $first = [])
    {
        $sql .= ($this->conditions ? ' WHERE ' . implode(' AND ', $this->conditions) : '') . $this->end;
        $statement = $this->pdo->prepare($sql);
        $statement->execute(array_merge($first, $this->values));
        [$this->conditions, $this->values, $this->end] = [[], [], ''];
        return $statement;
    }

    public function get($table)
    {
        $this->rows = $this->finish("SELECT * FROM `$table`")->fetchAll(PDO::FETCH_OBJ);
        return clone $this;
    }

    public function row()
    {
        return $this->rows[0] ?? null;
    }

    public function result()
    {
        return $this->rows;
    }

    public function delete($table)
    {
        $this->finish("DELETE FROM `$table`");
    }

    public function insert($table, array $row)
    {
        $names = '`' . implode('`, `', array_keys($row)) . '`';
        $this->finish("INSERT INTO `$table` ($names) VALUES (" . rtrim(str_repeat('?,', count($row)), ',') . ')', array_values($row));
        return (int) $this->pdo->lastInsertId();
    }

    public function __clone()
    {
        [$this->conditions, $this->values, $this->end] = [[], [], ''];
    }
}

final class LeadsModel
{
    public function add(array $lead)
    {
        return get_instance()->db->insert('tblleads', [
            'name' => $lead['name'], 'phonenumber' => $lead['phonenumber'], 'assigned' => $lead['assigned'],
        ]);
    }

    public function log_lead_activity($id, $words)
    {
        echo "activity $id $words\n";
    }
}

class App_Controller
{
    public $db;
    public $load;
    public $leads_model;

    public function __construct()
    {
        $this->db = get_instance()->db;
        $this->leads_model = new LeadsModel();
        $this->load = new class {
            public function model($name)
            {
            }
        };
    }
}

function hooks()
{
    static $hooks;
    return $hooks ?: $hooks = new Hooks();
}

function get_instance()
{
    static $program;
    return $program ?: $program = (object) ['db' => new QueryBuilder()];
}

function register_activation_hook($module, $function)
{
    hooks()->add_action("activate_$module", $function);
}

function add_option($name, $value)
{
}

function get_option($name)
{
    $options = [
        'phonet_gateway_url' => getenv('PHONET_URL_OVERRIDE') ?: getenv('PHONET_URL'),
        'phonet_gateway_token' => getenv('PHONET_TOKEN'), 'phonet_gateway_secret' => getenv('SECRET'),
        'leads_default_status' => 1, 'leads_default_source' => 1,
    ];
    return $options[$name];
}

function db_prefix()
{
    return 'tbl';
}

function admin_url($path)
{
    return "https://crm.example/admin/$path";
}

function site_url($path)
{
    return "https://crm.example/$path";
}

function module_dir_url($module, $path)
{
    return "https://crm.example/modules/$module/$path";
}

function log_activity($words)
{
    echo "log $words\n";
}

function set_status_header($status)
{
    echo "status $status\n";
}

function is_staff_logged_in()
{
    return (bool) getenv('STAFF');
}

function get_staff_user_id()
{
    return (int) getenv('STAFF');
}

require __DIR__ . '/modules/phonet_gateway/phonet_gateway.php';
require __DIR__ . '/modules/phonet_gateway/controllers/Hook.php';

final class PlayedHook extends Hook
{
    protected function body(): string
    {
        return (string) getenv('BODY');
    }
}

$waiting = function () {
    echo 'waiting ', count(get_instance()->db->get('tblphonet_queue')->result()), "\n";
};
switch (getenv('ACT')) {
    case 'activate':
        hooks()->do_action('activate_phonet_gateway');
        break;
    case 'save':
        hooks()->do_action('after_client_added', 51);
        hooks()->do_action('client_updated', ['id' => 52]);
        hooks()->do_action('contact_updated', 9);
        hooks()->do_action('lead_created', ['lead_id' => 81, 'web_to_lead_form' => true]);
        hooks()->do_action('lead_created', 'strange');
        hooks()->do_action('after_cron_run');
        $waiting();
        break;
    case 'delete':
        get_instance()->db->where('userid', 52)->delete('tblclients');
        hooks()->do_action('after_client_deleted', 52);
        hooks()->do_action('after_cron_run');
        $waiting();
        break;
    case 'cron':
        hooks()->do_action('after_cron_run');
        break;
    case 'hook':
        $time = (string) time();
        $signature = base64_encode(hash_hmac('sha256', "evt_1.$time." . getenv('BODY'), base64_decode(substr(getenv('SECRET'), 6)), true));
        $_SERVER['HTTP_WEBHOOK_ID'] = 'evt_1';
        $_SERVER['HTTP_WEBHOOK_TIMESTAMP'] = $time;
        $_SERVER['HTTP_WEBHOOK_SIGNATURE'] = getenv('SIGN') ? "v1,$signature" : 'v1,AAAA';
        (new PlayedHook())->index();
        break;
    case 'link':
        (new PlayedHook())->link();
        break;
    case 'footer':
        hooks()->do_action('app_admin_footer');
}
