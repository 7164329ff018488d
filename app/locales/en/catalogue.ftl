catalogue-kind-course = Video course
catalogue-breadcrumb = You are here
catalogue-pages = Pages of this list
catalogue-first-page = Back to the first page
catalogue-continue = Continue learning
catalogue-rating-spoken = { $rating } out of 5
catalogue-list-comma = ,
catalogue-lessons =
    { $count ->
        [one] 1 lesson
       *[other] { $shown } lessons
    }
catalogue-sections =
    { $count ->
        [one] 1 section
       *[other] { $shown } sections
    }
catalogue-learners =
    { $count ->
        [one] 1 learner
       *[other] { $shown } learners
    }
catalogue-reviews =
    { $count ->
        [one] 1 review
       *[other] { $shown } reviews
    }
catalogue-results =
    { $count ->
        [one] 1 course
       *[other] { $shown } courses
    }
catalogue-results-many = { $count } courses
catalogue-best-of =
    { $count ->
        [one] This is the best match.
       *[other] These are the { $shown } best matches.
    }
catalogue-best-of-all = Choose a filter to narrow the search, or see all, the most popular first

catalogue-level-beginner = For beginners
catalogue-level-intermediate = Intermediate
catalogue-level-advanced = Advanced
catalogue-level-all = For every level
catalogue-language-en = English
catalogue-language-ar = Arabic
catalogue-language-fr = French
catalogue-language-de = German
catalogue-language-es = Spanish
catalogue-language-it = Italian
catalogue-language-nl = Dutch
catalogue-language-tr = Turkish
catalogue-language-ur = Urdu
catalogue-language-fa = Persian
catalogue-language-ru = Russian

catalogue-home-title = Learn it from someone who does it for a living
catalogue-home-lead = Short video courses in English and Arabic, by people who do what they teach. Watch a free lesson before you pay.
catalogue-home-placeholder = Python, oud, bread, interviews …
catalogue-home-first = What most people are learning now
catalogue-home-continue = Go on where you were
catalogue-home-continue-more = All my courses
catalogue-home-next = Find the next course
catalogue-home-progress = { $done } of { $all } lessons
catalogue-home-need-more = All of { $name }
catalogue-home-newest = Newest courses
catalogue-home-newest-more = All new courses
catalogue-home-steps = How it works
catalogue-home-step-try = Watch a free lesson
catalogue-home-step-try-text = Free lessons play at once, without an account. You hear the teacher before you decide.
catalogue-home-step-pay = Pay once, see the whole price first
catalogue-home-step-pay-text = The fee is spelled out beside the button. If you have seen little of the course, you get all of it back within two weeks.
catalogue-home-step-learn = Learn at your own pace
catalogue-home-step-learn-text = Your place is remembered on every device. Captions and a transcript run beside the video, and notes stay at the moment you wrote them.
catalogue-home-proof = DreamCrowd today
catalogue-home-courses = courses to choose from
catalogue-home-sellers = people who teach
catalogue-home-ratings =
    { $count ->
        [one] average of 1 review
       *[other] average of { $shown } reviews
    }

catalogue-browse-title = Browse courses
catalogue-browse-description = Video courses in English and Arabic: filter by price, rating, length and level, and watch a free lesson first.
catalogue-category-title = { $name }: courses
catalogue-results-for = Results for “{ $query }”
catalogue-mended = Nothing was found for “{ $asked }”, so here is what we have for “{ $shown }”.
catalogue-nothing = Nothing matches yet
catalogue-nothing-for = Nothing found for “{ $query }”
catalogue-nothing-text = Try fewer or more common words, in English or in Arabic.
catalogue-nothing-filters = The filters may be too narrow together. Take some away, or look at everything.
catalogue-nothing-all = See all courses
catalogue-nothing-popular = Popular instead
catalogue-filters = Filters
catalogue-filters-applied = Filters ({ $count })
catalogue-filters-apply = Show courses
catalogue-filters-clear = Clear filters
catalogue-filter-remove = Remove filter
catalogue-filter-any = Any
catalogue-filter-category = Category
catalogue-filter-category-all = All categories
catalogue-filter-price = Price
catalogue-price-under20 = Under $20
catalogue-price-20to50 = $20 to $50
catalogue-price-over50 = Over $50
catalogue-filter-rating = Rating
catalogue-filter-rating-from = { $stars } stars and more
catalogue-filter-length = Length
catalogue-length-short = Under 5 minutes
catalogue-length-medium = 5 to 10 minutes
catalogue-length-long = Over 10 minutes
catalogue-filter-level = Level
catalogue-filter-language = Taught in
catalogue-filter-preview = With a free lesson
catalogue-sort = Sort by
catalogue-sort-apply = Sort
catalogue-sort-relevance = Best match
catalogue-sort-popular = Most popular
catalogue-sort-newest = Newest
catalogue-sort-rating = Best rated
catalogue-sort-price-low = Price, lowest first
catalogue-sort-price-high = Price, highest first

catalogue-suggestions = Suggestions
catalogue-suggestion-category = Category
catalogue-suggestion-course = Course
catalogue-suggestions-found =
    { $count ->
        [0] No suggestions
        [one] 1 suggestion; choose with the up and down keys
       *[other] { $shown } suggestions; choose with the up and down keys
    }
catalogue-picture = A scene from “{ $title }”

catalogue-watch-free = Watch a free lesson
catalogue-updated = Updated { $month }
catalogue-outcomes = What you will be able to do
catalogue-outline = What is inside
catalogue-sequential = Lessons open one after the other.
catalogue-free-lesson = Free
catalogue-locked = Opens after purchase
catalogue-requirements = What you need
catalogue-audience = Who it is for
catalogue-description = About this course
catalogue-seller = Your teacher
catalogue-seller-more = More about { $name }
catalogue-related = Others also look at
catalogue-reviews-title = What learners say
catalogue-reviews-none = Nobody has written about this course yet.
catalogue-reviews-all =
    { $count ->
        [one] Read the review
       *[other] Read all { $shown } reviews
    }
catalogue-reviews-of = Reviews of “{ $title }”
catalogue-reviews-description = What learners wrote after taking this course, the newest first.
catalogue-back-to-course = Back to the course
catalogue-stars =
    { $count ->
        [one] 1 star
       *[other] { $shown } stars
    }

catalogue-booking = Price and purchase
catalogue-price = Course
catalogue-fee = Buyer fee ({ $percent } %)
catalogue-total = You pay
catalogue-buy = Buy for { $amount }
catalogue-start-free = Start for free
catalogue-refund = Full refund until { $until } if you have watched { $percent } % or less and downloaded no file.
catalogue-owned = This course is yours.
catalogue-own = This is your own course. Learners see a button to buy it here.
catalogue-resume = Finish paying { $amount }
catalogue-resume-short = Finish paying
catalogue-resume-text = You began to buy this course. Nothing has been charged yet.
catalogue-wish = Save to wishlist
catalogue-unwish = Remove from wishlist
catalogue-unwish-named = Remove “{ $title }” from your wishlist
catalogue-wish-named = Save “{ $title }” to your wishlist
catalogue-wish-failed = Your wishlist could not be changed just now. Please press the heart again in a moment.
catalogue-wish-intent = You are logged in. Save this course to your wishlist?
catalogue-buy-intent = You are logged in. Press “{ $button }” to go on.
catalogue-author-deleted = Deleted account
catalogue-wishlist-empty = Nothing saved yet
catalogue-wishlist-empty-text = Press the heart on a course that you want to come back to, and it waits for you here.

catalogue-seller-about = About
catalogue-seller-courses = Courses
catalogue-seller-since = Teaching here since { $month }
catalogue-seller-top = Top seller
catalogue-seller-away = Away until { $day }
catalogue-seller-away-text = Answers may take until then. Video courses can be bought and watched as always.
catalogue-seller-empty-title = Nothing on offer yet
catalogue-seller-empty-text = The first course will be listed here.
catalogue-cover = Cover of “{ $title }”
catalogue-description-class = About this class
catalogue-description-service = About this service
catalogue-faqs = Questions and answers
