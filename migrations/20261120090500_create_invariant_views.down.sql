drop view broken_promises, broken_p9_stuck, broken_p7_access, broken_p6_open_twice, broken_p5_gross, broken_p3_lost, broken_p2_counted_twice, broken_p1_books;
