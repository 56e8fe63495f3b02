// A dependency of Wechaty prints advertisements to standard output while it loads, which belongs to the answers
// of a command. This module is imported first and switches them off.
process.env.DOTENV_CONFIG_QUIET ??= 'true';
