int nothing_guards_me;
